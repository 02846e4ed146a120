// Whether two values of one shape are equal to Terraform: sets have no order, secrets are compared without being revealed.
import { Secret } from "../secret.js";
import type { Shape } from "./shape.js";
import {
  ExactNumber,
  isList,
  isObjectValue,
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "./value.js";

/** Unknown equals unknown: Terraform compares what is planned with what is configured that way. */
export function areEqual(shape: Shape, left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left instanceof Secret) return right instanceof Secret && left.equals(right);
  if (left instanceof ExactNumber) {
    return right instanceof ExactNumber && left.text === right.text;
  }
  if (isList(left)) return isList(right) && areEqualCollections(shape, left, right);
  if (isObjectValue(left)) return isObjectValue(right) && areEqualObjects(shape, left, right);
  return false;
}

/** Whether `elements` holds one that is equal to `wanted`. */
export function hasEqual(shape: Shape, elements: readonly Value[], wanted: Value): boolean {
  return elements.some((element) => areEqual(shape, element, wanted));
}

function areEqualCollections(shape: Shape, left: readonly Value[], right: readonly Value[]) {
  if (shape.kind === "set") return areEqualSets(shape.element, left, right);
  if (shape.kind !== "list") return false;
  return (
    left.length === right.length &&
    left.every((value, index) => areEqual(shape.element, value, right[index] ?? null))
  );
}

/** Equal elements count once; each unknown one counts, because they may turn out to differ. */
function areEqualSets(element: Shape, left: readonly Value[], right: readonly Value[]): boolean {
  if (count(left, UNKNOWN) !== count(right, UNKNOWN)) return false;
  if (element.kind === "string") {
    const [leftSet, rightSet] = [new Set(left), new Set(right)];
    return leftSet.size === rightSet.size && left.every((value) => rightSet.has(value));
  }
  return (
    left.every((value) => hasEqual(element, right, value)) &&
    right.every((value) => hasEqual(element, left, value))
  );
}

const count = (values: readonly Value[], wanted: Value): number =>
  values.filter((value) => value === wanted).length;

function areEqualObjects(shape: Shape, left: ObjectValue, right: ObjectValue): boolean {
  if (shape.kind === "object") {
    return shape.fields.every((field) =>
      areEqual(field.shape, left[field.name] ?? null, right[field.name] ?? null),
    );
  }
  if (shape.kind !== "map") return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) && areEqual(shape.element, left[key] ?? null, right[key] ?? null),
    )
  );
}
