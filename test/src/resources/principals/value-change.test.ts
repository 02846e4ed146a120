import { expect, it } from "@jest/globals";
import { UNKNOWN, type Unknown } from "../../../../src/framework/index.js";
import { setChange } from "../../../../src/resources/principals/value-change.js";

type Planned = readonly (string | Unknown)[] | null | Unknown;

it.each<[string, readonly string[] | null, Planned, string]>([
  ["none, and none", null, null, "same"],
  ["the same in another order", ["age1a", "age1b"], ["age1b", "age1a"], "same"],
  ["one more", ["age1a"], ["age1a", "age1b"], "changed"],
  ["another", ["age1a"], ["age1b"], "changed"],
  ["some for the first time", null, ["age1a"], "changed"],
  ["none any more", ["age1a"], null, "changed"],
  ["one that is not known yet", ["age1a"], [UNKNOWN], "unknown"],
  ["some that are not known yet", ["age1a"], UNKNOWN, "unknown"],
])("a set with %s", (_name, prior, planned, expected) => {
  expect(setChange(prior, planned)).toBe(expected);
});
