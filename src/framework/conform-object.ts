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
  return { object: check.object(shape, object, []), problems: check.problems };
}

class Conformance {
  readonly problems: Problem[] = [];

  constructor(readonly stage: Stage) {}

  object(shape: ObjectShape, value: ObjectValue, path: AttributePath): ObjectValue {
    for (const name of Object.keys(value)) {
      if (!shape.byName.has(name))
        this.#report([...path, name], "is not an attribute of the schema");
    }
    const entries = shape.fields.map((field) => [
      field.name,
      this.#field(field, value[field.name], [...path, field.name]),
    ]);
    return Object.fromEntries(entries);
  }

  #field({ attribute, shape }: Field, value: Value | undefined, path: AttributePath): Value {
    if (value === undefined) return this.#report(path, "is missing");
    if (value !== null) return this.#value(shape, value, path);
    const isAllowed = this.stage === "planned" || isNullable(attribute);
    return isAllowed ? null : this.#report(path, "is null");
  }

  #value(shape: Shape, value: Value, path: AttributePath): Value {
    if (isUnknown(value)) {
      return this.stage === "planned" ? value : this.#report(path, "is unknown");
    }
    if (shape.kind === "object" && isObjectValue(value)) return this.object(shape, value, path);
    if (shape.kind === "map" && isObjectValue(value)) return this.#map(shape.element, value, path);
    if ((shape.kind === "list" || shape.kind === "set") && isList(value)) {
      return this.#list(shape, value, path);
    }
    return isPrimitive(shape, value) ? value : this.#report(path, `is not a ${shape.kind}`);
  }

  #map(element: Shape, value: ObjectValue, path: AttributePath): ObjectValue {
    const entries = Object.entries(value).map(([key, item]) => [
      key,
      this.#element(element, item, [...path, key]),
    ]);
    return Object.fromEntries(entries);
  }

  /** Elements of a set have no address: they are blamed on the set. */
  #list(shape: Extract<Shape, { element: Shape }>, value: readonly Value[], path: AttributePath) {
    return value.map((item, index) =>
      this.#element(shape.element, item, shape.kind === "set" ? path : [...path, index]),
    );
  }

  #element(shape: Shape, value: Value | undefined, path: AttributePath): Value {
    if (value === undefined || value === null) return this.#report(path, "has a null element");
    return this.#value(shape, value, path);
  }

  #report(path: AttributePath, problem: string): null {
    this.problems.push({ path, problem });
    return null;
  }
}

function isPrimitive(shape: Shape, value: Value): boolean {
  if (shape.kind === "string") return typeof value === "string";
  if (shape.kind === "bool") return typeof value === "boolean";
  if (shape.kind === "number") return Number.isFinite(value) || value instanceof ExactNumber;
  return shape.kind === "secret" && value instanceof Secret;
}
