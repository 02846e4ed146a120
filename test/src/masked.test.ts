import { describe, expect, it } from "@jest/globals";
import { masked } from "../../src/masked.js";

describe("what is masked", () => {
  it.each([
    ["a secret", "key is abc-1.", ["abc-1"], "key is (hidden)."],
    ["each place", "a1 and a1", ["a1"], "(hidden) and (hidden)"],
    ["the longer of two, whole", "abcdef abc", ["abc", "abcdef"], "(hidden) (hidden)"],
    ["nothing of what stands in its place", "e", ["e", "hidden"], "(hidden)"],
    ["what means something in a pattern", "a.c a+c abc", ["a.c", "a+c"], "(hidden) (hidden) abc"],
    ["nothing by an empty secret", "text", [""], "text"],
    ["nothing without secrets", "text", [], "text"],
  ])("is %s", (_what, text, secrets, expected) => {
    expect(masked(text, secrets, "(hidden)")).toBe(expected);
  });
});
