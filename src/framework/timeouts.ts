// The `timeouts` block: how long an operation may take. Hooks do not see the block.
import type { Schema, Timeouts } from "../../lib/schema/core/index.js";
import { parseGoDuration } from "../../lib/schema/core/index.js";
import { TIMEOUTS } from "./timeouts-block.js";
import { isObjectValue, type ObjectValue } from "./value.js";

/** For an operation that no schema bounds; the default of Terraform's own SDK. */
const FALLBACK = "20m";

export interface Timeout {
  readonly ms: number;
  /** As it was written: `1h30m`. */
  readonly text: string;
}

/** From the object's own block, else the schema's default. A duration that cannot be read was refused at validation. */
export function timeoutOf(
  schema: Schema,
  operation: keyof Timeouts,
  object: ObjectValue | null,
): Timeout {
  const block = object?.[TIMEOUTS];
  const written = isObjectValue(block) ? block[operation] : undefined;
  const candidates = [written, schema.timeouts?.[operation], FALLBACK];
  for (const text of candidates) {
    const ms = typeof text === "string" ? parseGoDuration(text) : undefined;
    if (typeof text === "string" && ms !== undefined) return { ms, text };
  }
  throw new RangeError(`no timeout for ${operation} of ${schema.typeName}`);
}

/** What hooks see: the schema's attributes alone. */
export function withoutTimeouts(object: ObjectValue): ObjectValue {
  const { [TIMEOUTS]: _timeouts, ...attributes } = object;
  return attributes;
}

/** What Terraform sees: the hook's attributes, and the block as it is in `source`. */
export function withTimeoutsOf(
  schema: Schema,
  source: ObjectValue | null,
  attributes: ObjectValue,
): ObjectValue {
  return schema.timeouts ? { ...attributes, [TIMEOUTS]: source?.[TIMEOUTS] ?? null } : attributes;
}
