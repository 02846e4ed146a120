// Identifiers: what becomes of a display name, and that nobody takes another's.
import { describe, expect, it } from "@jest/globals";
import { Names, variableOf } from "../../../../src/inventory/export/names.js";
import { NASTY_NAMES } from "../nasty.js";

const ID = "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01";
const token = (displayName: string, id = ID) => ({ displayName, kind: "token", id });

describe("an identifier", () => {
  it.each([
    ["nightly loader", "nightly_loader"],
    ["  Läufer für Élodie!", "laufer_fur_elodie"],
    ["42", "token_42"],
    ["日本", "token"],
    ["__proto__", "proto"],
    ["x".repeat(100), "x".repeat(60)],
  ])("of %j is %s", (displayName, name) => {
    expect(new Names().take(token(displayName))).toBe(name);
  });

  it.each(Object.entries(NASTY_NAMES))("of a name with %s is valid", (_name, displayName) => {
    expect(new Names().take(token(displayName))).toMatch(/^[a-z][a-z0-9_]*$/);
  });

  it("is the first one's, and a namesake has its GUID", () => {
    const names = new Names();
    const taken = ["a", "b", "c"].map((first) =>
      names.take(token("loader", `${first}${ID.slice(1)}`)),
    );
    expect(taken).toEqual(["loader", "loader_token", "loader_cb0c3f0e"]);
  });

  it("is another one where somebody has named others on purpose so that none is left", () => {
    const names = new Names();
    const guid = ID.replaceAll("-", "");
    const wanted = ["loader", "loader token", `loader ${guid.slice(0, 8)}`, `loader ${guid}`];
    for (const name of wanted) names.take(token(name, "another"));
    expect(names.take(token("loader"))).toBe(`loader_${guid}_2`);
  });

  it("is none that is reserved", () => {
    expect(new Names("atlan").take(token("Atlan"))).toBe("atlan_token");
  });
});

it.each([
  ["nightly_loader", "nightlyLoader"],
  ["class", "class_"],
  ["a_1", "a_1"],
  ["a1", "a1"],
])("the variable of %s is %s", (name, variable) => {
  expect(variableOf(name)).toBe(variable);
});
