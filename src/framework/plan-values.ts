// What each attribute is planned to be, from configuration, prior state and schema alone: no request, no clock.
import { changedFields } from "./changed-fields.js";
import { areEqual } from "./equal-values.js";
import { type Field, isComputed, isNullable, type ObjectShape, type Shape } from "./shape.js";
import { isList, isObjectValue, type ObjectValue, UNKNOWN, type Value } from "./value.js";

export interface Change {
  /** Null for a create. */
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue;
}

export function planValues(shape: ObjectShape, change: Change): ObjectValue {
  const object = planObject(shape, change);
  const { prior } = change;
  const changed = prior ? changedFields(shape, prior, object) : [];
  return changed.some(({ attribute }) => !attribute.local) ? withGapsFilled(shape, object) : object;
}

/** The whole object, or one inside it. */
const planObject = (shape: ObjectShape, change: Change): ObjectValue =>
  Object.fromEntries(shape.fields.map((field) => [field.name, planValue(field, change)]));

function planValue({ name, attribute, shape }: Field, { prior, config }: Change): Value {
  if (attribute.writeOnly) return null;
  const configured = config[name] ?? null;
  const before = prior?.[name] ?? null;
  if (configured !== null) {
    const planned = planConfigured(shape, before, configured);
    return areEqual(shape, planned, before) ? before : planned;
  }
  if (attribute.mode === "required" || attribute.mode === "optional") {
    return attribute.default ?? null;
  }
  if (prior) return before;
  return attribute.defaultAtCreate ?? UNKNOWN;
}

/** What is configured, and in objects what the configuration leaves out. */
function planConfigured(shape: Shape, before: Value, configured: Value): Value {
  if (shape.kind === "object" && isObjectValue(configured)) {
    return planObject(shape, { prior: isObjectValue(before) ? before : null, config: configured });
  }
  const isCollection = shape.kind === "list" || shape.kind === "set";
  if (isCollection && shape.element.kind === "object" && isList(configured)) {
    return planElements(shape.element, isList(before) ? before : [], configured);
  }
  return configured;
}

/**
 * An element keeps what the tenant decided of it as long as everything else about it stays, wherever it stands; changed, it
 * is a new one, because nothing tells it from another.
 */
function planElements(
  shape: ObjectShape,
  before: readonly Value[],
  configured: readonly Value[],
): readonly Value[] {
  const left = before.filter((each) => isObjectValue(each));
  return configured.map((config) => {
    if (!isObjectValue(config)) return config;
    const index = left.findIndex((prior) => isContinued(shape, { prior, config }));
    const [prior = null] = index < 0 ? [] : left.splice(index, 1);
    return planObject(shape, { prior, config });
  });
}

/** Whether planning the element as the continuation of the prior one changes nothing. */
const isContinued = (shape: ObjectShape, change: Change & { readonly prior: ObjectValue }) =>
  areEqual(shape, planObject(shape, change), change.prior);

/** An update sends requests anyway, so it also fills in what the state lacks. */
function withGapsFilled(shape: ObjectShape, planned: ObjectValue): ObjectValue {
  const filled = shape.fields.map(({ name, attribute, shape: inner }): [string, Value] => {
    const value = planned[name] ?? null;
    if (value !== null) return [name, gapsFilledInside(inner, value)];
    const isGap = isComputed(attribute) && !isNullable(attribute);
    return [name, isGap ? UNKNOWN : null];
  });
  return Object.fromEntries(filled);
}

function gapsFilledInside(shape: Shape, value: Value): Value {
  if (shape.kind === "object" && isObjectValue(value)) return withGapsFilled(shape, value);
  const isCollection = shape.kind === "list" || shape.kind === "set";
  return isCollection && shape.element.kind === "object" && isList(value)
    ? value.map((each) => gapsFilledInside(shape.element, each))
    : value;
}
