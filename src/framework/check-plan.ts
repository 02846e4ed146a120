// Checks a plan as Terraform will: it fits the schema and agrees with the configuration.
import { conformObject, type Problem } from "./conform-object.js";
import { areEqual } from "./equal-values.js";
import type { Change } from "./plan-values.js";
import { type Field, isComputed, type ObjectShape } from "./shape.js";
import type { ObjectValue, Value } from "./value.js";

export function planProblems(
  shape: ObjectShape,
  change: Change,
  planned: ObjectValue,
): readonly Problem[] {
  const { problems } = conformObject(shape, planned, "planned");
  const broken = shape.fields.flatMap((field) => {
    const problem = contradiction(field, change, planned[field.name] ?? null);
    return problem === undefined ? [] : [{ path: [field.name], problem }];
  });
  return [...problems, ...broken];
}

/** Configured: the configured value, or, of what the tenant may decide, the prior one. Not configured, and not computed: null or the default. */
function contradiction({ name, attribute, shape }: Field, change: Change, planned: Value) {
  const configured = change.config[name] ?? null;
  if (configured !== null) {
    const prior = isComputed(attribute) ? change.prior?.[name] : undefined;
    const isKept = prior !== undefined && areEqual(shape, planned, prior);
    return isKept || areEqual(shape, planned, configured)
      ? undefined
      : "is planned to differ from the configuration";
  }
  if (isComputed(attribute)) return undefined;
  const expected = attribute.default ?? null;
  return areEqual(shape, planned, expected)
    ? undefined
    : "is planned to have a value, but is not configured";
}
