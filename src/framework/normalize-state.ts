// Turns a hook's result into the state that Terraform stores. Whatever does not fit the schema is reported as a bug.
import { problemBugs } from "./bug-diagnostic.js";
import { changedFields } from "./changed-fields.js";
import { conformObject } from "./conform-object.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { type OperationName, taskOf } from "./operation.js";
import type { AnyDefinition, ServedType } from "./served-type.js";
import { isConfigurable, type ObjectShape } from "./shape.js";
import { withTimeoutsOf } from "./timeouts.js";
import type { ObjectValue } from "./value.js";

export interface HookResult {
  readonly operation: OperationName;
  readonly attributes: ObjectValue;
  /** The object whose `timeouts` block the state keeps; null for none. */
  readonly timeoutsOf: ObjectValue | null;
}

export function normalizeState(
  { schema, shape }: ServedType<AnyDefinition>,
  { operation, attributes, timeoutsOf }: HookResult,
  diagnostics: DiagnosticList,
): ObjectValue {
  const whole = withTimeoutsOf(schema, timeoutsOf, attributes);
  const { object, problems } = conformObject(shape, whole, "stored");
  const what = `The result of ${taskOf(operation, schema).doing} does not fit its schema.`;
  diagnostics.addBugs(...problemBugs(what, problems));
  return object;
}

/**
 * The same object, in which equal values keep the prior spelling, such as the order of a set. Where all are
 * equal it is the prior object itself.
 */
export function withPriorSpelling(
  shape: ObjectShape,
  prior: ObjectValue,
  now: ObjectValue,
): ObjectValue {
  const changed = changedFields(shape, prior, now);
  if (changed.length === 0) return prior;
  return { ...prior, ...Object.fromEntries(changed.map(({ name }) => [name, now[name] ?? null])) };
}

/** The tenant does not know the provider's own settings: where the hook leaves them out, they stay. */
export function withPriorLocals(
  shape: ObjectShape,
  prior: ObjectValue,
  now: ObjectValue,
): ObjectValue {
  const locals = shape.fields
    .filter(({ attribute }) => attribute.local && isConfigurable(attribute))
    .filter(({ name }) => (now[name] ?? null) === null)
    .map(({ name, attribute }) => [name, prior[name] ?? attribute.default ?? null]);
  return { ...now, ...Object.fromEntries(locals) };
}
