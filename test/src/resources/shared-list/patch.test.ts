import { describe, expect, it } from "@jest/globals";
import {
  holds,
  isSame,
  listsThatDiffer,
  merge,
  withEntriesOf,
} from "../../../../src/resources/shared-list/patch.js";

const object = {
  values: { name: "loader", description: "" },
  sets: { personas: ["a", "b"], viewers: ["c"] },
  id: "1",
};

describe("merging a patch", () => {
  it.each([
    ["nothing", {}, {}],
    ["a value", { set: { name: "x" } }, { values: { name: "x", description: "" } }],
    [
      "entries",
      { add: { personas: ["c"] } },
      { sets: { personas: ["a", "b", "c"], viewers: ["c"] } },
    ],
    ["entries that are there", { add: { viewers: ["c"] } }, {}],
    [
      "entries away",
      { remove: { personas: ["a", "z"] } },
      { sets: { personas: ["b"], viewers: ["c"] } },
    ],
    [
      "entries away and the same again",
      { add: { personas: ["a"] }, remove: { personas: ["a"] } },
      { sets: { personas: ["b", "a"], viewers: ["c"] } },
    ],
  ])("takes %s", (_name, patch, change) => {
    expect(merge(object, patch)).toEqual({ ...object, ...change });
    expect(merge(merge(object, patch), patch)).toEqual({ ...object, ...change });
  });

  it("takes several one after the other", () => {
    const merged = merge(
      object,
      { add: { personas: ["c"] } },
      { remove: { personas: ["c", "a"] } },
    );
    expect(merged.sets.personas).toEqual(["b"]);
  });
});

describe("a patch holds", () => {
  it.each([
    [true, {}],
    [true, { set: { name: "loader" }, add: { personas: ["b"] }, remove: { viewers: ["a"] } }],
    [false, { set: { description: "x" } }],
    [false, { add: { personas: ["c"] } }],
    [false, { remove: { viewers: ["c"] } }],
  ])("%p: %j", (expected, patch) => {
    expect(holds(patch, object)).toBe(expected);
  });

  it("in text that the tenant has composed", () => {
    const composed = { ...object, values: { name: "Caf\u00e9", description: "" } };
    expect(holds({ set: { name: "Cafe\u0301" } }, composed)).toBe(true);
  });
});

describe("two objects", () => {
  it("are the same whatever the order of their lists", () => {
    expect(isSame(object, { ...object, sets: { personas: ["b", "a"], viewers: ["c"] } })).toBe(
      true,
    );
    expect(isSame(object, { ...object, sets: { personas: ["b"], viewers: ["c"] } })).toBe(false);
    expect(isSame(object, { ...object, values: { name: "l", description: "" } })).toBe(false);
  });

  it("differ in the lists that are told", () => {
    const other = { ...object, sets: { personas: ["a"], viewers: ["c"] } };
    expect(listsThatDiffer(object, other)).toEqual(["personas"]);
    expect(withEntriesOf(other, object)).toEqual(object);
  });
});
