// What each attribute is planned to be, from configuration, prior state and schema alone: no request, no clock.
import { changedFields } from "./changed-fields.js";
import { areEqual } from "./equal-values.js";
import { type Field, isComputed, isNullable, type ObjectShape } from "./shape.js";
import { type ObjectValue, UNKNOWN, type Value } from "./value.js";

export interface Change {
  /** Null for a create. */
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue;
}

export function planValues(shape: ObjectShape, change: Change): ObjectValue {
  const fields = shape.fields;
  const planned = fields.map((field): [string, Value] => [field.name, planValue(field, change)]);
  const object = Object.fromEntries(planned);
  const { prior } = change;
  const changed = prior ? changedFields(shape, prior, object) : [];
  return changed.some(({ attribute }) => !attribute.local) ? withGapsFilled(shape, object) : object;
}

function planValue({ name, attribute, shape }: Field, { prior, config }: Change): Value {
  const configured = config[name] ?? null;
  const before = prior?.[name] ?? null;
  if (configured !== null) return areEqual(shape, configured, before) ? before : configured;
  if (attribute.mode === "required" || attribute.mode === "optional") {
    return attribute.default ?? null;
  }
  if (prior) return before;
  return attribute.defaultAtCreate ?? UNKNOWN;
}

/** An update sends requests anyway, so it also fills in what the state lacks. */
function withGapsFilled(shape: ObjectShape, planned: ObjectValue): ObjectValue {
  const gaps = shape.fields
    .filter(
      ({ name, attribute }) =>
        planned[name] === null && isComputed(attribute) && !isNullable(attribute),
    )
    .map(({ name }) => [name, UNKNOWN]);
  return { ...planned, ...Object.fromEntries(gaps) };
}
