// What a plan says of a secret that is yet to be made, and of recipients that change.
import { expect, it } from "@jest/globals";
import { UNKNOWN, type Unknown } from "../../../../src/framework/index.js";
import {
  plannedStorage,
  recipientsChange,
} from "../../../../src/resources/one-time-secret/plan.js";

type Recipients = readonly (string | Unknown)[] | null | Unknown;

it.each<[string, Recipients, object]>([
  ["nobody", null, { plain: UNKNOWN, sealed: null }],
  ["recipients", ["age1a"], { plain: null, sealed: UNKNOWN }],
  ["recipients of which one is not known", ["age1a", UNKNOWN], { plain: null, sealed: UNKNOWN }],
  ["what may be nobody", UNKNOWN, { plain: UNKNOWN, sealed: UNKNOWN }],
])("sealed to %s, the state will hold one form", (_name, sealTo, expected) => {
  expect(plannedStorage(sealTo)).toEqual(expected);
});

it.each<[string, readonly string[] | null, Recipients, string]>([
  ["none, and none", null, null, "same"],
  ["the same in another order", ["age1a", "age1b"], ["age1b", "age1a"], "same"],
  ["one more", ["age1a"], ["age1a", "age1b"], "changed"],
  ["another", ["age1a"], ["age1b"], "changed"],
  ["some for the first time", null, ["age1a"], "changed"],
  ["none any more", ["age1a"], null, "changed"],
  ["one that is not known yet", ["age1a"], [UNKNOWN], "unknown"],
  ["some that are not known yet", ["age1a"], UNKNOWN, "unknown"],
])("recipients that are %s", (_name, prior, planned, expected) => {
  expect(recipientsChange(prior, planned)).toBe(expected);
});
