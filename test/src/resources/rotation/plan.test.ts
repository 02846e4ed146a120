import { describe, expect, it } from "@jest/globals";
import { UNKNOWN } from "../../../../src/framework/index.js";
import type {
  ValueChange,
  ValueChanges,
} from "../../../../src/resources/principals/value-change.js";
import { decide, mapChange } from "../../../../src/resources/rotation/plan.js";

describe("a map", () => {
  it.each<[string, Parameters<typeof mapChange>, ValueChange]>([
    ["that is the same has not changed", [{ a: "1" }, { a: "1" }], "same"],
    ["with another value has", [{ a: "1" }, { a: "2" }], "changed"],
    ["with one key more has", [{ a: "1" }, { a: "1", b: "2" }], "changed"],
    ["with one key less has", [{ a: "1", b: "2" }, { a: "1" }], "changed"],
    ["that was not set before has not", [null, { a: "1" }], "same"],
    ["that is not set any more has not", [{ a: "1" }, null], "same"],
    ["that is not known may have", [{ a: "1" }, UNKNOWN], "unknown"],
    ["with a value that is not known may have", [{ a: "1" }, { a: UNKNOWN }], "unknown"],
    [
      "with another value beside one that is not known has",
      [
        { a: "1", b: "2" },
        { a: UNKNOWN, b: "3" },
      ],
      "changed",
    ],
    [
      "with a key more whose value is not known has",
      [{ a: "1" }, { a: "1", b: UNKNOWN }],
      "changed",
    ],
  ])("%s", (_name, [prior, planned], expected) => {
    expect(mapChange(prior, planned)).toBe(expected);
  });
});

describe("what a plan decides", () => {
  it.each<[string, ValueChanges, ReturnType<typeof decide>]>([
    ["nothing, without a change", { expired: "same" }, { trigger: null, awaited: [] }],
    ["a rotation", { expired: "changed" }, { trigger: "expired", awaited: [] }],
    [
      "a revocation before any other",
      { rotate_when_changed: "changed", revoke_when_changed: "changed" },
      { trigger: "revoke_when_changed", awaited: [] },
    ],
    [
      "to wait for what is not known",
      { rotate_when_changed: "unknown", seal_to: "unknown" },
      { trigger: null, awaited: ["rotate_when_changed", "seal_to"] },
    ],
    [
      "a rotation, whatever is not known beside it",
      { rotate_when_changed: "unknown", ready_for_rotation: "changed" },
      { trigger: "ready_for_rotation", awaited: [] },
    ],
  ])("is %s", (_name, changes, expected) => {
    expect(decide(changes)).toEqual(expected);
  });
});
