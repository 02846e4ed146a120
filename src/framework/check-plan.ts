// Checks a plan as Terraform will: it fits the schema and agrees with the configuration.
import { conformObject, type Problem } from "./conform-object.js";
import { areEqual } from "./equal-values.js";
import type { Change } from "./plan-values.js";
import { type Field, isComputed, type ObjectShape, type Shape } from "./shape.js";
import { isList, isObjectValue, type ObjectValue, type Value } from "./value.js";

export function planProblems(
  shape: ObjectShape,
  change: Change,
  planned: ObjectValue,
): readonly Problem[] {
  const { problems } = conformObject(shape, planned, "planned");
  const broken = shape.fields.flatMap((field) =>
    contradictions(field, change, planned[field.name] ?? null),
  );
  return [...problems, ...broken];
}

/** Configured: the configured value, or, of what the tenant may decide, the prior one. Not configured, and not computed: null or the default. */
export function contradictions(
  { name, attribute, shape }: Field,
  change: Change,
  planned: Value,
): readonly Problem[] {
  const configured = change.config[name] ?? null;
  const prior = change.prior?.[name] ?? null;
  const at = (problem: string): readonly Problem[] => [{ path: [name], problem }];
  if (attribute.writeOnly) {
    return planned === null ? [] : at("is planned to be stored, but is write-only");
  }
  if (configured !== null) {
    const isKept = isComputed(attribute) && change.prior && areEqual(shape, planned, prior);
    if (isKept || areEqual(shape, planned, configured)) return [];
    const inside = contradictionsInside(shape, { prior, configured, planned });
    return inside.map(({ path, problem }) => ({ path: [name, ...path], problem }));
  }
  if (isComputed(attribute)) return [];
  return areEqual(shape, planned, attribute.default ?? null)
    ? []
    : at("is planned to have a value, but is not configured");
}

interface Compared {
  readonly prior: Value;
  readonly configured: Value;
  readonly planned: Value;
}

const DIFFERS: Problem = { path: [], problem: "is planned to differ from the configuration" };

/** Objects agree part by part; in a set, each element with one of those that are configured. */
function contradictionsInside(
  shape: Shape,
  { prior, configured, planned }: Compared,
): readonly Problem[] {
  if (shape.kind === "object" && isObjectValue(configured) && isObjectValue(planned)) {
    const change = { prior: isObjectValue(prior) ? prior : null, config: configured };
    return shape.fields.flatMap((field) =>
      contradictions(field, change, planned[field.name] ?? null),
    );
  }
  const isCollection = shape.kind === "list" || shape.kind === "set";
  if (!isCollection || shape.element.kind !== "object") return [DIFFERS];
  if (!isList(configured) || !isList(planned) || configured.length !== planned.length) {
    return [DIFFERS];
  }
  const { element } = shape;
  if (shape.kind === "set") {
    const isThere = (config: Value) =>
      planned.some(
        (one) => !contradicts(element, { prior: null, configured: config, planned: one }),
      );
    return configured.every(isThere) ? [] : [DIFFERS];
  }
  const before = isList(prior) ? prior : [];
  return configured.flatMap((config, index) => {
    const [was, one] = [before[index] ?? null, planned[index] ?? null];
    const inside = elementContradictions(element, { prior: was, configured: config, planned: one });
    return inside.map(({ path, problem }) => ({ path: [index, ...path], problem }));
  });
}

const elementContradictions = (shape: Shape, compared: Compared): readonly Problem[] =>
  areEqual(shape, compared.configured, compared.planned)
    ? []
    : contradictionsInside(shape, compared);

const contradicts = (shape: Shape, compared: Compared): boolean =>
  elementContradictions(shape, compared).length > 0;
