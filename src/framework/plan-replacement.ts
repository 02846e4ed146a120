// Which changes of configuration force a new object, and the warning that says why.
import type { Schema } from "../../lib/schema/core/index.js";
import { changedFields } from "./changed-fields.js";
import type { Diagnostic } from "./diagnostic.js";
import { type Field, isComputed, type ObjectShape } from "./shape.js";
import type { ObjectValue } from "./value.js";
import { valueText } from "./value-text.js";

export interface Planned {
  readonly prior: ObjectValue;
  readonly config: ObjectValue;
  readonly planned: ObjectValue;
}

/** The attributes with a reason to replace whose *configured* value changes: what only the tenant says never counts. */
export function replacingFields(
  shape: ObjectShape,
  { prior, config, planned }: Planned,
): readonly Field[] {
  return changedFields(shape, prior, planned).filter(
    ({ name, attribute }) =>
      attribute.replace !== undefined &&
      (!isComputed(attribute) || (config[name] ?? null) !== null),
  );
}

/**
 * An import replaces nothing: what the tenant had decided before, and cannot change, is kept against the configuration.
 * Terraform allows a plan to keep the prior value of a configured attribute.
 */
export function keptOnImport(replacing: readonly Field[], isImported: boolean): ReadonlySet<Field> {
  return new Set(isImported ? replacing.filter(({ attribute }) => isComputed(attribute)) : []);
}

export function keptWarning(
  schema: Schema,
  { name, attribute }: Field,
  { prior, config }: { readonly prior: ObjectValue; readonly config: ObjectValue },
): Diagnostic {
  return {
    severity: "warning",
    summary: `Imported ${schema.noun} keeps its ${name}`,
    detail: `The configuration says ${valueText(config[name] ?? null)}, but the ${schema.noun} was imported with ${valueText(prior[name] ?? null)}, and ${attribute.replace}. An import never replaces anything, so it stays as it is unless this plan replaces it anyway. Leave \`${name}\` out or set it to what the ${schema.noun} has; to get a new ${schema.noun} instead, apply with \`-replace\`.`,
    attribute: [name],
  };
}

/** A constant summary, because Terraform folds warnings by it: a plan that replaces a hundred objects says so once. */
export function replacementWarning(
  schema: Schema,
  { name, attribute }: Field,
  { prior, planned }: { readonly prior: ObjectValue | null; readonly planned: ObjectValue },
): Diagnostic {
  const change = attribute.sensitive
    ? ""
    : ` from ${valueText(prior?.[name] ?? null)} to ${valueText(planned[name] ?? null)}`;
  return {
    severity: "warning",
    summary: `${schema.noun} will be replaced`,
    detail: `\`${name}\` changes${change}, and ${attribute.replace ?? "it cannot be changed"}: apply deletes this ${schema.noun} and creates a new one. To keep it, set \`${name}\` back.`,
    attribute: [name],
  };
}
