// What people and programs read of the checks.
import { stripVTControlCharacters } from "node:util";
import { expect, it } from "@jest/globals";
import type { CheckResult } from "../../../src/cli/doctor/run-checks.js";
import { renderJson, renderText } from "../../../src/cli/doctor-text.js";

const ADVICE = "Install it from https://nodejs.org/en/download, or change the PATH.";

const results: readonly CheckResult[] = [
  { id: "node", title: "Node", status: "error", found: "there is no node", advice: ADVICE },
  { id: "engine", title: "Engine", status: "ok", found: "Terraform 1.11.4" },
  { id: "clock", title: "Clock", status: "warning", found: "an hour behind", advice: "Set it." },
  { id: "tenant", title: "Tenant", status: "not_checked", found: "not checked: no address" },
];

const textOf = (columns: number | undefined, isUnicode = true): string =>
  stripVTControlCharacters(renderText(results, { columns, isUnicode }));

it("puts what to do below what was found, within the columns", () => {
  expect(textOf(50)).toBe(`✗ Node    there is no node
          → Install it from
          https://nodejs.org/en/download, or
          change the PATH.
✓ Engine  Terraform 1.11.4
! Clock   an hour behind
          → Set it.
- Tenant  not checked: no address

4 checks: 1 error, 1 warning, 1 not checked`);
});

it("is one line for each check where no terminal wraps it", () => {
  expect(textOf(undefined).split("\n")[0]).toBe(`✗ Node    there is no node → ${ADVICE}`);
});

it("has marks in ASCII", () => {
  expect(textOf(undefined, false)).toBe(`x Node    there is no node -> ${ADVICE}
+ Engine  Terraform 1.11.4
! Clock   an hour behind -> Set it.
- Tenant  not checked: no address

4 checks: 1 error, 1 warning, 1 not checked`);
});

it("colours the mark alone", () => {
  const text = renderText(results, { columns: undefined, isUnicode: true });
  expect(text).toContain("\u001b[31m✗\u001b[39m Node    there is no node");
});

it("is JSON for programs", () => {
  expect(JSON.parse(renderJson(results))).toEqual({ ok: false, checks: results });
  expect(JSON.parse(renderJson(results.slice(1)))).toMatchObject({ ok: true });
});
