import { describe, expect, it } from "@jest/globals";
import { UNKNOWN } from "../../../../src/framework/index.js";
import { newlyDue } from "../../../../src/resources/token-retirement/due.js";

const one = (id: string, due: boolean) => ({ id, due });

describe("what a retirement has to delete", () => {
  it.each([
    ["one that has become due", [one("a", true)], [one("a", false)], ["a"]],
    ["one that is new and due", [one("b", true)], [one("a", true)], ["b"]],
    ["none that was due before: it is deleted", [one("a", true)], [one("a", true)], []],
    ["none that is not due", [one("a", false)], [], []],
    ["none where all are gone", [], [one("a", true)], []],
  ])("%s", (_name, retiring, before, expected) => {
    expect(newlyDue(retiring, before).map(({ id }) => id)).toEqual(expected);
  });

  it("may be what is not known yet", () => {
    const open = [UNKNOWN, { id: "a", due: UNKNOWN }, { id: UNKNOWN, due: true }];
    expect(newlyDue(open, [])).toEqual(open);
    expect(newlyDue([{ id: "a", due: UNKNOWN }], [one("a", true)])).toEqual([]);
  });
});
