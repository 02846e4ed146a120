// Checks an object against its schema and makes it fit, so that whatever a hook gave can be sent to Terraform.
import { Secret } from "../secret.js";
import type { AttributePath } from "./diagnostic.js";
import { type Field, isNullable, type ObjectShape, type Shape } from "./shape.js";
import {
  ExactNumber,
  isList,
  isObjectValue,
  isUnknown,
  type ObjectValue,
  type Value,
} from "./value.js";

/** What is wrong at one place: `problem` completes "`<attribute>` …" and never holds a secret. */
export interface Problem {
  readonly path: AttributePath;
  readonly problem: string;
}

/** A stored object is wholly known, with null only where the schema allows it; a planned one need not be. */
export type Stage = "planned" | "stored";

/** The object with exactly the schema's attributes, null in place of what does not fit, and what did not. */
export function conformObject(
  shape: ObjectShape,
  object: ObjectValue,
  stage: Stage,
): { readonly object: ObjectValue; readonly problems: readonly Problem[] } {
  const check = new Conformance(stage);
  return { object: check.object(shape, object), problems: check.problems };
}

class Conformance {
  readonly problems: Problem[] = [];
  /** Where the walk is. */
  readonly #path: (string | number)[] = [];

  constructor(readonly stage: Stage) {}

  object(shape: ObjectShape, value: ObjectValue): ObjectValue {
    for (const name in value) {
      if (!shape.byName.has(name)) {
        this.#at(name, () => this.#report("is not an attribute of the schema"));
      }
    }
    const object: Record<string, Value> = {};
    for (const field of shape.fields) {
      object[field.name] = this.#at(field.name, () => this.#field(field, value[field.name]));
    }
    return object;
  }

  #at<Result>(step: string | number, walk: () => Result): Result {
    this.#path.push(step);
    const result = walk();
    this.#path.pop();
    return result;
  }

  #field({ attribute, shape }: Field, value: Value | undefined): Value {
    if (value === undefined) return this.#report("is missing");
    if (value !== null && attribute.writeOnly) return this.#report("is write-only, and not null");
    if (value !== null) return this.#value(shape, value);
    const isAllowed = this.stage === "planned" || isNullable(attribute);
    return isAllowed ? null : this.#report("is null");
  }

  #value(shape: Shape, value: Value): Value {
    if (isUnknown(value)) return this.stage === "planned" ? value : this.#report("is unknown");
    if (shape.kind === "object" && isObjectValue(value)) return this.object(shape, value);
    if (shape.kind === "map" && isObjectValue(value)) return this.#map(shape.element, value);
    if (shape.kind === "set" && isList(value)) return this.#set(shape.element, value);
    if (shape.kind === "list" && isList(value)) return this.#list(shape.element, value);
    return isPrimitive(shape, value) ? value : this.#report(`is not a ${shape.kind}`);
  }

  #map(element: Shape, value: ObjectValue): ObjectValue {
    const entries = Object.entries(value).map(([key, item]) => [
      key,
      this.#at(key, () => this.#element(element, item)),
    ]);
    return Object.fromEntries(entries);
  }

  #list(element: Shape, value: readonly Value[]): readonly Value[] {
    return value.map((item, index) => this.#at(index, () => this.#element(element, item)));
  }

  /** Elements of a set have no address: problems in them are reported at the set. */
  #set(element: Shape, value: readonly Value[]): readonly Value[] {
    return value.map((item) => this.#element(element, item));
  }

  #element(shape: Shape, value: Value | undefined): Value {
    if (value === undefined || value === null) return this.#report("has a null element");
    return this.#value(shape, value);
  }

  #report(problem: string): null {
    this.problems.push({ path: [...this.#path], problem });
    return null;
  }
}

function isPrimitive(shape: Shape, value: Value): boolean {
  if (shape.kind === "string") return typeof value === "string";
  if (shape.kind === "bool") return typeof value === "boolean";
  if (shape.kind === "number") return Number.isFinite(value) || value instanceof ExactNumber;
  return shape.kind === "secret" && value instanceof Secret;
}
