// Whether a result is consistent with its plan: known parts are equal, unknown parts may be anything.
import { areEqual } from "./equal-values.js";
import type { Shape } from "./shape.js";
import { isList, isObjectValue, isUnknown, type ObjectValue, type Value } from "./value.js";

export function isConsistent(shape: Shape, planned: Value, actual: Value): boolean {
  if (isUnknown(planned)) return true;
  if (isList(planned) && isList(actual)) {
    if (shape.kind === "set") return isConsistentSet(shape.element, planned, actual);
    if (shape.kind === "list") return isConsistentList(shape.element, planned, actual);
  }
  if (isObjectValue(planned) && isObjectValue(actual))
    return isConsistentObject(shape, planned, actual);
  return areEqual(shape, planned, actual);
}

function isConsistentList(element: Shape, planned: readonly Value[], actual: readonly Value[]) {
  return (
    planned.length === actual.length &&
    planned.every((value, index) => isConsistent(element, value, actual[index] ?? null))
  );
}

/** A set of unknowns may shrink, when several turn out to be the same; it never grows. */
function isConsistentSet(element: Shape, planned: readonly Value[], actual: readonly Value[]) {
  const known = planned.filter((value) => !isUnknown(value));
  const isKept = (value: Value) => actual.some((other) => isConsistent(element, value, other));
  const isNew = (value: Value) => !known.some((other) => isConsistent(element, other, value));
  return known.every(isKept) && actual.filter(isNew).length <= planned.length - known.length;
}

function isConsistentObject(shape: Shape, planned: ObjectValue, actual: ObjectValue): boolean {
  if (shape.kind === "object") {
    return shape.fields.every((field) =>
      isConsistent(field.shape, planned[field.name] ?? null, actual[field.name] ?? null),
    );
  }
  if (shape.kind !== "map") return false;
  const keys = Object.keys(planned);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every((key) => isConsistent(shape.element, planned[key] ?? null, actual[key] ?? null))
  );
}
