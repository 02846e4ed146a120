// Which changes of configuration force a new object, and the warning that says why.
import type { Schema } from "../../lib/schema/core/index.js";
import { changedFields } from "./changed-fields.js";
import type { Diagnostic } from "./diagnostic.js";
import { type Field, isComputed, type ObjectShape } from "./shape.js";
import { isWhollyKnown, type ObjectValue } from "./value.js";
import { valueText } from "./value-text.js";

export interface Planned {
  readonly prior: ObjectValue;
  readonly config: ObjectValue;
  readonly planned: ObjectValue;
}

/**
 * The attributes with a reason to replace whose *configured* value changes: what only the tenant says never counts, nor
 * what is not known yet, which may turn out to be the same.
 */
export function replacingFields(
  shape: ObjectShape,
  { prior, config, planned }: Planned,
): readonly Field[] {
  return changedFields(shape, prior, planned).filter(
    ({ name, attribute }) =>
      attribute.replace !== undefined &&
      isWhollyKnown(planned[name] ?? null) &&
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
  field: Field,
  { prior, planned }: ChangedValues,
): Diagnostic {
  const { name, attribute } = field;
  return {
    severity: "warning",
    summary: `${schema.noun} will be replaced`,
    detail: `\`${name}\` changes${changeText(field, { prior, planned })}, and ${attribute.replace ?? "it cannot be changed"}: apply deletes this ${schema.noun} and creates a new one. To keep it, set \`${name}\` back.`,
    attribute: [name],
  };
}

/** Why nothing was read before a plan, and what to do so that it is. */
export interface Unread {
  readonly why: string;
  readonly next: string;
}

/** Terraform is applying already, and takes no replacement that its plan did not have; or the plan skips reading. */
export const READ_NOT_ASKED: Unread = {
  why: "either the value became known only while this run applied, or the plan was made with -refresh=false",
  next: "Apply again, without -refresh=false, and it is replaced.",
};

export const TENANT_UNKNOWN: Unread = {
  why: "the provider configuration uses values that are not known until apply",
  next: "Create what the provider configuration comes from first, with `terraform apply -target=<its address>`. Then apply again, without -refresh=false, and it is replaced.",
};

/** In place of a replacement where the object was not read: the plan may be about what is no longer so. */
export function refusedReplacement(
  schema: Schema,
  field: Field,
  { prior, planned, unread }: ChangedValues & { readonly unread: Unread },
): Diagnostic {
  const { noun } = schema;
  const { name, attribute } = field;
  const isConfigured = attribute.replace !== undefined;
  const why = isConfigured
    ? `\`${name}\` changes${changeText(field, { prior, planned })}, and ${attribute.replace}`
    : `Its \`${name}\` is ${valueText(prior?.[name] ?? null)}`;
  const keep = isConfigured ? ` To keep this ${noun}, set \`${name}\` back.` : "";
  return {
    severity: "error",
    summary: `Cannot replace ${noun} in this run`,
    detail:
      `${why}: so the ${noun} has to be replaced. A replacement is planned only where the ${noun} has been read first. It has not been: ${unread.why}. The ${noun} was not changed.\n\n` +
      `${unread.next}${keep}`,
    attribute: [name],
  };
}

interface ChangedValues {
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue;
}

const changeText = ({ name, attribute }: Field, { prior, planned }: ChangedValues): string =>
  attribute.sensitive
    ? ""
    : ` from ${valueText(prior?.[name] ?? null)} to ${valueText(planned[name] ?? null)}`;
