// The page on `doctor` names every check, and no other, in the order in which they are printed.
import { readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";
import { CHECKS } from "../../../../src/cli/doctor/run-checks.js";

it("lists each check by title and id", () => {
  const page = readFileSync("docs/commands/doctor.md", "utf8");
  const rows = Array.from(page.matchAll(/^\| ([^|]+?) +\| `(\w+)` +\|/gm), ([, ...row]) => row);
  expect(rows).toEqual(CHECKS.map(({ title, id }) => [title, id]));
});

it("has titles that leave room in a narrow terminal", () => {
  expect(CHECKS.filter(({ title }) => title.length > 13)).toEqual([]);
});
