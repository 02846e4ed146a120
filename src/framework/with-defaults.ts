// A wholly known configuration with the schema's defaults, inside objects too.
import type { ObjectShape, Shape } from "./shape.js";
import { isList, isObjectValue, type ObjectValue, type Value } from "./value.js";

export const withDefaults = (shape: ObjectShape, config: ObjectValue): ObjectValue =>
  Object.fromEntries(
    shape.fields.map(({ name, attribute, shape: inner }) => [
      name,
      inside(inner, config[name] ?? attribute.default ?? null),
    ]),
  );

function inside(shape: Shape, value: Value): Value {
  if (shape.kind === "object" && isObjectValue(value)) return withDefaults(shape, value);
  const isCollection = shape.kind === "list" || shape.kind === "set";
  return isCollection && shape.element.kind === "object" && isList(value)
    ? value.map((each) => inside(shape.element, each))
    : value;
}
