// The `timeouts` block that a type with timeouts takes: defined once, for the rules and for the wire.
import type { Attributes, NestedAttribute, Schema } from "../../lib/schema/core/index.js";

/** The block's name. */
export const TIMEOUTS = "timeouts";

/** The schema's `timeouts` as a block, or undefined when its type takes none. */
export function timeoutsBlock({ timeouts }: Schema): NestedAttribute | undefined {
  if (timeouts === undefined) return undefined;
  const attributes: Attributes = Object.fromEntries(
    Object.entries(timeouts).map(([operation, duration]) => [
      operation,
      {
        type: "string",
        mode: "optional",
        description: `How long ${operation} may take, waits and retries included, such as \`90s\` or \`1h30m\`. Default \`${duration}\`.`,
      },
    ]),
  );
  return {
    mode: "optional",
    local: true,
    nesting: "single",
    description: "How long each operation may take.",
    attributes,
  };
}

/** Everything an object of the type has: its attributes and, if it takes one, the block. */
export function attributesWithTimeouts(schema: Schema): Attributes {
  const block = timeoutsBlock(schema);
  return block === undefined ? schema.attributes : { ...schema.attributes, [TIMEOUTS]: block };
}
