import { describe, expect, it } from "@jest/globals";
import { resultOfGiving, resultOfTaking } from "../../../../src/resources/grants/results.js";

const HAD_AND_HAS = [
  [true, true],
  [true, false],
  [false, true],
  [false, false],
] as const;

/** By state; then for each of the above. */
const GIVING = {
  holds: ["held", "lost", "given", "lost"],
  lost: ["held", "lost", "given", "lost"],
  open: ["held", "held", "open", "open"],
} as const;
const TAKING = {
  holds: ["lost", "taken", "lost", "taken"],
  lost: ["lost", "taken", "lost", "taken"],
  open: ["open", "open", "taken", "taken"],
} as const;

describe.each(["holds", "lost", "open"] as const)("of a change that is %s", (state) => {
  it.each(HAD_AND_HAS.map((seen, index) => [...seen, GIVING[state][index]]))(
    "a right to be given, had %p and has %p, is %s",
    (had, has, result) => {
      expect(resultOfGiving({ state, had: had === true, has: has === true })).toBe(result);
    },
  );

  it.each(HAD_AND_HAS.map((seen, index) => [...seen, TAKING[state][index]]))(
    "a right to be taken, had %p and has %p, is %s",
    (had, has, result) => {
      const observed = { state, had: had === true, has: has === true };
      expect(resultOfTaking(observed, () => undefined)).toBe(result);
      const isThere = result !== "taken";
      expect(resultOfTaking(observed, () => "left")).toBe(isThere ? "left" : "taken");
    },
  );
});
