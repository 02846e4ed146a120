// The rules that hold for an object yet to be made: in the plan of a create, where it is known that nothing is there.
import { applyRule, type Schema } from "../../lib/schema/core/index.js";
import type { Diagnostic } from "./diagnostic.js";
import type { ObjectShape } from "./shape.js";
import { isUnknown, type ObjectValue } from "./value.js";

/** Unknown values pass: apply plans again when they are known. */
export function newObjectFindings(
  { noun }: Schema,
  shape: ObjectShape,
  planned: ObjectValue,
): readonly Diagnostic[] {
  return shape.fields.flatMap(({ name, attribute }) => {
    const value = planned[name] ?? null;
    if (value === null || isUnknown(value)) return [];
    return (attribute.rulesAtCreate ?? []).flatMap((rule) => {
      const finding = applyRule(rule, value);
      if (finding === undefined) return [];
      const { severity, problem } = finding;
      return [
        {
          severity,
          summary: `Invalid ${name} of a new ${noun}`,
          detail: `\`${name}\` of a new ${noun} ${problem}. Only one that exists already, and is imported, may have another value. Change it in the configuration.\n\n\`${name}\`: ${attribute.description}`,
          attribute: [name],
        },
      ];
    });
  });
}
