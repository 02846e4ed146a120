// The patience of a lookup: the same argument wherever something may not have appeared yet.
import type { ValueAttribute } from "./schema";

/** @param thing what is waited for, in a sentence: `the token`. */
export const waitSecondsFor = (thing: string) =>
  ({
    type: "number",
    mode: "optional",
    description: `How long to wait for ${thing} to appear, in seconds. Default 0: one look.`,
    rules: [{ rule: "whole_number", min: 0, max: 3600 }],
  }) as const satisfies ValueAttribute;
