// The durations of a `timeouts` block.
import type { Schema } from "../../lib/schema/core/index.js";
import { parseGoDuration } from "../../lib/schema/core/index.js";
import type { Diagnostic } from "./diagnostic.js";
import { TIMEOUTS } from "./timeouts-block.js";
import { isObjectValue, type ObjectValue } from "./value.js";
import { valueText } from "./value-text.js";

export function validateTimeouts(schema: Schema, config: ObjectValue): readonly Diagnostic[] {
  const block = config[TIMEOUTS];
  if (!schema.timeouts || !isObjectValue(block)) return [];
  return Object.entries(schema.timeouts).flatMap(([operation, initial]): readonly Diagnostic[] => {
    const text = block[operation];
    if (typeof text !== "string" || parseGoDuration(text) !== undefined) return [];
    return [
      {
        severity: "error",
        summary: `Invalid ${TIMEOUTS}.${operation}`,
        detail: `\`${TIMEOUTS}.${operation}\` of the ${schema.noun} must be a duration greater than zero, as numbers with units (h, m, s, ms), got ${valueText(text)}. Write it like "30s", "10m" or "1h30m", or leave it out for the default, "${initial}".`,
        attribute: [TIMEOUTS, operation],
      },
    ];
  });
}
