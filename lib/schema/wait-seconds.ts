// How long a lookup waits: the same argument wherever the object may not be found yet.
import type { ValueAttribute } from "./core";

/** @param object what is waited for, in a sentence: `the token`. */
export const waitSecondsFor = (object: string) =>
  ({
    type: "number",
    mode: "optional",
    description: `How long to wait for ${object} to appear, in seconds. Default 0: the lookup asks once.`,
    rules: [{ rule: "whole_number", min: 0, max: 3600 }],
  }) as const satisfies ValueAttribute;
