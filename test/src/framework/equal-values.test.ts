// Equality and promises between values, as properties of the shapes that schemas are made of.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { areEqual } from "../../../src/framework/equal-values.js";
import { isConsistent } from "../../../src/framework/is-consistent.js";
import type { Shape } from "../../../src/framework/shape.js";
import { ExactNumber, UNKNOWN, type Value } from "../../../src/framework/value.js";
import { Secret } from "../../../src/secret.js";

const string: Shape = { kind: "string" };
const number: Shape = { kind: "number" };
const secret: Shape = { kind: "secret" };
const list: Shape = { kind: "list", element: string };
const set: Shape = { kind: "set", element: string };
const map: Shape = { kind: "map", element: set };
const setOfLists: Shape = { kind: "set", element: list };

describe("areEqual", () => {
  it.each<[string, Shape, Value, Value, boolean]>([
    ["null and empty", set, null, [], false],
    ["null and unknown", set, null, UNKNOWN, false],
    ["unknown and unknown", string, UNKNOWN, UNKNOWN, true],
    ["lists in another order", list, ["a", "b"], ["b", "a"], false],
    ["sets in another order", set, ["a", "b"], ["b", "a"], true],
    ["sets with repetitions", set, ["a", "a", "b"], ["b", "a"], true],
    ["sets of unequal unknowns", set, ["a", UNKNOWN], ["a", UNKNOWN, UNKNOWN], false],
    ["maps of sets", map, { x: ["a", "b"] }, { x: ["b", "a"] }, true],
    ["maps with other keys", map, { x: [] }, { y: [] }, false],
    ["a map with a key named like a method", map, { toString: [] }, { x: [] }, false],
    ["equal secrets", secret, new Secret("a"), new Secret("a"), true],
    ["different secrets", secret, new Secret("a"), new Secret("b"), false],
    ["equal exact numbers", number, new ExactNumber("1"), new ExactNumber("1"), true],
    ["an exact number and a number", number, new ExactNumber("1"), 1, false],
    ["false and null", { kind: "bool" }, false, null, false],
  ])("%s", (_name, shape, left, right, expected) => {
    expect(areEqual(shape, left, right)).toBe(expected);
    expect(areEqual(shape, right, left)).toBe(expected);
  });

  const lists = fc.array(fc.array(fc.constantFrom("a", "b"), { maxLength: 2 }), { maxLength: 4 });

  it("of sets ignores order and repetition", () => {
    fc.assert(
      fc.property(lists, (values) => {
        const other = [...values, ...values].reverse();
        expect(areEqual(setOfLists, values, other)).toBe(true);
      }),
    );
  });

  it("of sets is symmetric, and transitive", () => {
    fc.assert(
      fc.property(lists, lists, lists, (a, b, c) => {
        const [ab, bc] = [areEqual(setOfLists, a, b), areEqual(setOfLists, b, c)];
        expect(areEqual(setOfLists, b, a)).toBe(ab);
        if (ab && bc) expect(areEqual(setOfLists, a, c)).toBe(true);
      }),
    );
  });
});

describe("isConsistent", () => {
  it.each<[string, Shape, Value, Value, boolean]>([
    ["unknown becomes anything", string, UNKNOWN, "a", true],
    ["unknown becomes null", string, UNKNOWN, null, true],
    ["known stays", string, "a", "a", true],
    ["known changes", string, "a", "b", false],
    ["null becomes a value", string, null, "a", false],
    ["an unknown element of a list", list, ["a", UNKNOWN], ["a", "b"], true],
    ["a list grows", list, ["a", UNKNOWN], ["a", "b", "c"], false],
    ["a known element of a set is lost", set, ["a", UNKNOWN], ["b"], false],
    ["a set shrinks, because two were one", set, ["a", UNKNOWN], ["a"], true],
    ["a set grows", set, ["a", UNKNOWN], ["a", "b", "c"], false],
    ["an unknown value of a map", map, { x: UNKNOWN }, { x: ["a"] }, true],
  ])("%s", (_name, shape, planned, actual, expected) => {
    expect(isConsistent(shape, planned, actual)).toBe(expected);
  });

  it("holds whenever the values are equal", () => {
    const values = fc.array(fc.constantFrom("a", "b", "c"));
    fc.assert(
      fc.property(values, values, (planned, actual) => {
        expect(isConsistent(set, planned, actual)).toBe(areEqual(set, planned, actual));
      }),
    );
  });
});
