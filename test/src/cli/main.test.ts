// The program as a process, where it was copied out of its package.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { buildSync } from "esbuild";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atlan-cli-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

it("writes no colours into a pipe", () => {
  const outfile = join(folder, "dist/cli/main.cjs");
  const options = { bundle: true, platform: "node", format: "cjs", logLevel: "error" } as const;
  buildSync({ entryPoints: ["src/cli/main.ts"], outfile, ...options });
  writeFileSync(
    join(folder, "package.json"),
    '{"name":"cdktf-provider-atlan","version":"1.2.3","type":"commonjs"}',
  );
  const { stdout } = spawnSync(process.execPath, [outfile, "tenant", "--help"], {
    encoding: "utf8",
    env: { TERM: "xterm-256color" },
  });
  expect(stdout).toContain("--port");
  expect(stdout).toBe(stripVTControlCharacters(stdout));
});

it("says in one sentence that its package is missing", () => {
  const outfile = join(folder, "main.cjs");
  const options = { bundle: true, platform: "node", format: "cjs", logLevel: "error" } as const;
  buildSync({ entryPoints: ["src/cli/main.ts"], outfile, ...options });
  const { status, stderr } = spawnSync(process.execPath, [outfile, "--version"], {
    encoding: "utf8",
    env: {},
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^Cannot find the package cdktf-provider-atlan: [^\n]*, expected [^\n]*\n$/,
  );
});
