// What a plan says of a secret that is yet to be made.
import { expect, it } from "@jest/globals";
import { UNKNOWN, type Unknown } from "../../../../src/framework/index.js";
import { plannedStorage } from "../../../../src/resources/one-time-secret/plan.js";

type Recipients = readonly (string | Unknown)[] | null | Unknown;

it.each<[string, Recipients, object]>([
  ["nobody", null, { plain: UNKNOWN, sealed: null }],
  ["recipients", ["age1a"], { plain: null, sealed: UNKNOWN }],
  ["recipients of which one is not known", ["age1a", UNKNOWN], { plain: null, sealed: UNKNOWN }],
  ["what may be nobody", UNKNOWN, { plain: UNKNOWN, sealed: UNKNOWN }],
])("sealed to %s, the state will hold one form", (_name, sealTo, expected) => {
  expect(plannedStorage(sealTo)).toEqual(expected);
});
