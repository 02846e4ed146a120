// The attributes in which two objects of one type differ.
import { areEqual } from "./equal-values.js";
import type { Field, ObjectShape } from "./shape.js";
import type { ObjectValue } from "./value.js";

export function changedFields(
  shape: ObjectShape,
  left: ObjectValue,
  right: ObjectValue,
): readonly Field[] {
  return shape.fields.filter(
    (field) => !areEqual(field.shape, left[field.name] ?? null, right[field.name] ?? null),
  );
}
