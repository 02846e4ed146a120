// What is said before the dependencies are there, where nothing but Node can run.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { execaSync } from "execa";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atlan-installed-"));
  mkdirSync(join(folder, "scripts"));
  cpSync("scripts/check-installed.mjs", join(folder, "scripts/check-installed.mjs"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function check(node: string) {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ engines: { node } }));
  const { exitCode, stderr } = execaSync(process.execPath, ["scripts/check-installed.mjs"], {
    cwd: folder,
    reject: false,
    stripFinalNewline: false,
  });
  return { exitCode, stderr };
}

it("names the dependencies that are missing, and how to get them", () => {
  expect(check(">=20.19")).toEqual({
    exitCode: 1,
    stderr:
      "Cannot start: the dependencies are not installed, expected them in node_modules; run `npm ci` first\n",
  });
});

it("names a Node that is too old, before anything else", () => {
  expect(check(">=99.1")).toEqual({
    exitCode: 1,
    stderr: `Cannot start: Node ${process.versions.node} is too old, expected 99.1 or newer; install it from https://nodejs.org/en/download\n`,
  });
});

it("says nothing where both are there", () => {
  mkdirSync(join(folder, "node_modules/tsx"), { recursive: true });
  writeFileSync(join(folder, "node_modules/tsx/package.json"), "{}");
  expect(check(">=20.19")).toEqual({ exitCode: 0, stderr: "" });
});
