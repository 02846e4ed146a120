// From what a hook gave to what Terraform stores: the whole object, made to fit, with every misfit reported as ours.
import { problemDiagnostics } from "./bug-diagnostic.js";
import { conformObject } from "./conform-object.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { areEqual } from "./equal-values.js";
import { type OperationName, taskOf } from "./operation.js";
import type { AnyDefinition, ServedType } from "./served-provider.js";
import type { ObjectShape } from "./shape.js";
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
  diagnostics.add(...problemDiagnostics(what, problems));
  return object;
}

/** The same object in the words of the prior one: equal values keep its spelling, such as the order of a set. */
export function withPriorSpelling(
  shape: ObjectShape,
  prior: ObjectValue,
  now: ObjectValue,
): ObjectValue {
  const entries = Object.entries(now).map(([name, value]) => {
    const field = shape.byName.get(name);
    const before = prior[name] ?? null;
    return [name, field && areEqual(field.shape, value, before) ? before : value];
  });
  return Object.fromEntries(entries);
}

/** Settings of this package are not the tenant's to tell: where the hook leaves them out, they stay. */
export function withPriorLocals(
  shape: ObjectShape,
  prior: ObjectValue,
  now: ObjectValue,
): ObjectValue {
  const locals = shape.fields
    .filter(({ name, attribute }) => attribute.local && (now[name] ?? null) === null)
    .map(({ name, attribute }) => [name, prior[name] ?? attribute.default ?? null]);
  return { ...now, ...Object.fromEntries(locals) };
}
