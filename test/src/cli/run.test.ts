// The command line as people call it, rightly and wrongly.

import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { run } from "../../../src/cli/run.js";

const VERSION = "1.2.3";

const COMMANDS = [
  "doctor",
  // One a line, as in the table of commands.
  "export",
  "init",
  "install",
  "probe",
  "report",
  "tenant",
  "unseal",
];

const noSuchCommand = (name: string): string =>
  `Cannot run "${name}": no such command, expected ${COMMANDS.join(" or ")}`;

describe("run", () => {
  it.each([[[]], [["--help"]], [["-h"]]])("shows the commands for %j", async (argv) => {
    const { exitCode, stdout } = await run(argv, { version: VERSION });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/install[\s\S]*tenant[\s\S]*unseal/);
  });

  it("shows a command's options", async () => {
    const { stdout } = await run(["install", "--help"], { version: VERSION });
    expect(stdout).toContain("--dir=<DIR>");
  });

  it("shows that a command may follow", async () => {
    const { stdout } = await run(["tenant", "--help"], { version: VERSION });
    expect(stdout).toContain("tenant [OPTIONS] [-- COMMAND]");
  });

  it.each([[], ...COMMANDS.map((name) => [name])])(
    "%s has help that fits 60 columns",
    async (...argv) => {
      const { stdout = "" } = await run([...argv, "--help"], { version: VERSION, columns: 60 });
      const lines = stripVTControlCharacters(stdout).split("\n");
      expect(lines.filter((line) => line.length > 60 || line.endsWith("  "))).toEqual([]);
      const { stdout: whole = "" } = await run([...argv, "--help"], { version: VERSION });
      const wordsOf = (text: string) => stripVTControlCharacters(text).split(/\s+/).filter(Boolean);
      expect(wordsOf(stdout)).toEqual(wordsOf(whole));
    },
  );

  it("prints the version", async () => {
    expect(await run(["--version"], { version: VERSION })).toEqual({
      exitCode: 0,
      stdout: VERSION,
    });
  });

  it.each([
    [["frob"], noSuchCommand("frob")],
    [["install", "--dri", "x"], 'Cannot run install: unexpected "--dri", expected --dir'],
    [["install", "folder"], 'Cannot run install: unexpected "folder", expected --dir'],
    [["install", "--dir"], "Cannot run install: --dir has no value, expected one after it"],
    [["tenant", "--host", ""], "Cannot run tenant: --host has no value, expected one after it"],
    [["tenant", "--seed="], "Cannot run tenant: --seed has no value, expected one after it"],
    [["tenant", "--no-port"], "Cannot run tenant: --port has no value, expected one after it"],
    [
      ["tenant", "--allow-host", "a", "--allow-host=b"],
      "Cannot run tenant: --allow-host is given twice, expected once",
    ],
    [
      ["probe", "--yes=no"],
      'Cannot run probe: unexpected "--yes=no", expected no value, true or false',
    ],
    [
      ["export", "--force="],
      'Cannot run export: unexpected "--force=", expected no value, true or false',
    ],
    [["install", "--", "x"], 'Cannot run install: unexpected "--"'],
    [["tenant", "--"], "Cannot run tenant: nothing follows --, expected a command"],
    [
      ["tenant", "npx", "cdktf", "deploy"],
      'Cannot run tenant: unexpected "npx", expected --port, --host, --seed, --allow-host, --control-key-file, --tls, --tls-name, --tls-ca, --save, --exports, --oauth, --verbose, --json, or -- before a command',
    ],
    [
      ["tenant", "--json", "--", "true"],
      "Cannot run tenant: --json and a command, expected one of them: the command gets what that line says as its environment",
    ],
    [
      ["tenant", "--json=true", "--", "true"],
      "Cannot run tenant: --json and a command, expected one of them: the command gets what that line says as its environment",
    ],
    [["unseal"], "Cannot run unseal: --identity is missing, expected it with a value"],
    [["toString"], noSuchCommand("toString")],
  ])("refuses %j in one sentence", async (argv, sentence) => {
    expect(await run(argv, { version: VERSION })).toEqual({
      exitCode: 2,
      stderr: `${sentence}; see cdktf-provider-atlan ${COMMANDS.includes(argv[0] ?? "") ? `${argv[0]} ` : ""}--help`,
    });
  });
});
