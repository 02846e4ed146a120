// What a few looks say of the moment at which something came.
import { describe, expect, it, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Bracket,
  bracketOf,
  bracketText,
  isWorthAnother,
  roundestIn,
  spreadOf,
} from "../../../../src/cli/probe/measure/bracket.js";

const write = { sentMs: 1_000, repliedMs: 1_040 };
const look = (sentMs: number, isThere: boolean) => ({ sentMs, repliedMs: sentMs + 40, isThere });

describe("a bracket", () => {
  it("is open below when the first look finds it", () => {
    expect(bracketOf(write, [look(1_050, true)])).toEqual({ overMs: null, atMostMs: 90 });
  });

  it("reaches from the last look in vain to the first that finds it", () => {
    const looks = [look(1_040, false), look(2_040, false), look(3_040, true)];
    expect(bracketOf(write, looks)).toEqual({ overMs: 1_000, atMostMs: 2_080 });
  });

  it("is none when no look finds it", () => {
    expect(bracketOf(write, [look(1_040, false)])).toBeNull();
  });
});

const bracket = (overMs: number | null, atMostMs: number): Bracket => ({ overMs, atMostMs });

test.each<[string, readonly Bracket[], ReturnType<typeof spreadOf>]>([
  ["nothing", [], null],
  [
    "what fits together narrows down",
    [bracket(1_000, 2_040), bracket(1_800, 2_200), bracket(null, 5_000)],
    { bracket: bracket(1_800, 2_040), isSteady: true },
  ],
  [
    "what contradicts itself varies",
    [bracket(500, 1_000), bracket(2_000, 4_000)],
    { bracket: bracket(500, 4_000), isSteady: false },
  ],
  [
    "what is there at once, twice",
    [bracket(null, 30), bracket(null, 50)],
    { bracket: bracket(null, 30), isSteady: true },
  ],
])("several measurements: %s", (_what, brackets, spread) => {
  expect(spreadOf(brackets)).toEqual(spread);
});

test.each([
  [bracket(null, 40), false],
  [bracket(1_000, 2_000), true],
  [bracket(1_900, 2_040), false],
])("whether %j is worth another measurement: %s", (known, isWorth) => {
  expect(isWorthAnother({ bracket: known, isSteady: true })).toBe(isWorth);
  expect(isWorthAnother({ bracket: known, isSteady: false })).toBe(false);
});

test.each([
  [bracket(null, 400), 0],
  [bracket(1_975, 2_040), 2_000],
  [bracket(1_490, 1_863), 1_500],
  [bracket(188, 250), 250],
  [bracket(26_000, 31_000), 30_000],
  [bracket(7, 9), 8],
])("the roundest number in %j is %s", (known, number) => {
  expect(roundestIn(known)).toBe(number);
});

test("the roundest number is always within", () => {
  fc.assert(
    fc.property(fc.nat(200_000), fc.integer({ min: 1, max: 200_000 }), (overMs, widthMs) => {
      const number = roundestIn(bracket(overMs, overMs + widthMs));
      return number > overMs && number <= overMs + widthMs;
    }),
  );
});

test.each([
  [bracket(null, 40), "within 40 ms"],
  [bracket(1_975, 2_140), "between 2 s and 2.1 s later"],
  [bracket(1_990, 2_010), "after 2 s"],
])("%j reads %j", (known, text) => {
  expect(bracketText(known)).toBe(text);
});
