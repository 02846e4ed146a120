// The schema's groups of attributes of which exactly one is set.
import type { Schema } from "../../lib/schema/core/index.js";
import type { Diagnostic } from "./diagnostic.js";
import { isUnknown, type ObjectValue } from "./value.js";

export function validateExactlyOneOf(schema: Schema, config: ObjectValue): readonly Diagnostic[] {
  return (schema.exactlyOneOf ?? []).flatMap((group) => {
    const isUndecided = group.some((name) => isUnknown(config[name]));
    const set = group.filter((name) => (config[name] ?? null) !== null && !isUnknown(config[name]));
    if (set.length === 1 || (set.length === 0 && isUndecided)) return [];
    return [wrongNumber(schema, group, set)];
  });
}

function wrongNumber(schema: Schema, group: readonly string[], set: readonly string[]): Diagnostic {
  const [, surplus] = set;
  const problem = surplus ? `${quoted(set)} are set together` : "none of them is set";
  const advice = surplus
    ? `Keep the one you mean, remove the other${set.length > 2 ? "s" : ""}.`
    : "Set one of them.";
  return {
    severity: "error",
    summary: surplus ? `Invalid ${surplus}` : `Missing ${group.join(" or ")}`.slice(0, 60),
    detail: `The ${schema.noun} takes exactly one of ${quoted(group)}, but ${problem}. ${advice}`,
    ...(surplus && { attribute: [surplus] }),
  };
}

const quoted = (names: readonly string[]): string =>
  names
    .map((name) => `\`${name}\``)
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");
