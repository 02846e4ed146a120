// Every command as it is shipped, where the machine is in its way: a full disk, files that may not grow, a narrow terminal, and itself a second time.
import { closeSync, existsSync, openSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { seal } from "../../src/age.js";
import { Secret } from "../../src/secret.js";
import { startTenant, type Tenant } from "../../src/tenant/index.js";
import { onTerminal, runCommand } from "../src/cli/command-process.js";
import { controlOf } from "../tenant-control.js";
import { describeUnless } from "./harness/describe-unless.js";
import { ROOT } from "./harness/npm-package.js";

const PROGRAM = path.join(ROOT, "dist/cli/main.js");
const identity = await generateX25519Identity();
const sealed = await seal(new Secret("s3cret"), [await identityToRecipient(identity)]);

let tenant: Tenant;
let folder: string;
beforeEach(async () => {
  tenant = await startTenant({ seed: { tokens: [{ displayName: "loader", count: 20 }] } });
  folder = await mkdtemp(path.join(tmpdir(), "atlan-commands-"));
  await mkdir(path.join(folder, "hcl"));
  await writeFile(path.join(folder, "key"), identity, { mode: 0o600 });
  await writeFile(path.join(folder, "sealed"), sealed);
});
afterEach(async () => {
  await tenant.stop();
  await rm(folder, { recursive: true });
});

const words = (args: readonly string[]) => [process.execPath, PROGRAM, ...args];
/** A shell that does something first, and then becomes the command. */
const shell = (first: string, args: readonly string[]) => [
  ...["sh", "-c", `${first} "$@"`, "sh"],
  ...words(args),
];
const options = () => ({ cwd: folder, env: { ...tenant.env(), HOME: folder } });
const files = async () => (await readdir(folder, { recursive: true })).sort();
const tokens = async () => (await controlOf(tenant).state()).tokens.length;

const PRINTING: readonly (readonly string[])[] = [
  ["--version"],
  ["--help"],
  ["doctor"],
  ["export"],
  ["report"],
  ["probe", "--yes"],
  ["tenant"],
  ["init", "--dir", "new"],
  ["install", "--dir", "hcl"],
  ["unseal", "--identity", "key"],
];

const FULL = "/dev/full";
const missing = existsSync(FULL) ? undefined : `there is no ${FULL}`;

describeUnless("an output that cannot be printed", missing, () => {
  it.each(PRINTING.map((args) => [args.join(" "), args] as const))(
    "is said, and ends `%s`",
    async (_line, args) => {
      const before = await tokens();
      const full = openSync(FULL, "w");
      const input = openSync(path.join(folder, "sealed"), "r");
      const stdio = [input, full, "pipe"] as const;
      const { status, stderr } = await runCommand(words(args), {
        ...options(),
        stdio: [...stdio],
      });
      for (const file of [full, input]) closeSync(file);
      expect(status).toBe(1);
      expect(stderr).toContain("Cannot write the output: the disk is full (ENOSPC), expected");
      expect(stderr).not.toContain("s3cret");
      expect(await tokens()).toBe(before);
    },
  );
});

/** No file may have more than this many blocks of 512 bytes: what a command writes is larger. */
const LIMIT = "ulimit -f 1;";

const WRITING: readonly (readonly string[])[] = [
  ["export", "--out", "new/folder"],
  ["report", "--out", "new/folder/access.json"],
  ["init", "--dir", "new/folder"],
  ["install", "--dir", "hcl"],
  ["tenant", "--save", "state", "--", "true"],
];

describe("a disk that takes only a part of a file", () => {
  it.each(WRITING.map((args) => [args.join(" "), args] as const))(
    "is said by `%s`, and nothing of it is left",
    async (_line, args) => {
      const before = await files();
      const { status, stderr } = await runCommand(shell(LIMIT, args), options());
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^Cannot [^\n]*: files may not be that large here \(EFBIG\)[^\n]*, expected [^\n]*\n$/,
      );
      // `terraform.d` may stay: it is empty.
      expect((await files()).filter((file) => !/^hcl\/terraform\.d/.test(file))).toEqual(before);
      expect((await files()).filter((file) => file.includes(".zip"))).toEqual([]);
    },
  );

  it("leaves the lock file that was there as it is", async () => {
    const lockFile = path.join(folder, "hcl/.terraform.lock.hcl");
    const other = `provider "registry.example.com/a/b" {\n  version = "1.0.0"\n}\n`;
    await writeFile(lockFile, other);
    await runCommand(shell(LIMIT, ["install", "--dir", "hcl"]), options());
    expect(await readFile(lockFile, "utf8")).toBe(other);
  });
});

describe("on a terminal of 60 columns", () => {
  const shown = async (args: readonly string[]) => {
    const ended = await runCommand(onTerminal(60, words(args)), options());
    return ended.stdout.replaceAll("\r\n", "\n");
  };

  it.each([["export"], ["report"]])("%s shows how far it is, and takes it away", async (name) => {
    const printed = await shown([name, "--out", "new/access.csv"]);
    expect(printed).toContain("Reading API tokens: 21 of 21");
    const lasting = printed.slice(printed.lastIndexOf("\u001b[2K") + "\u001b[2K".length);
    expect(lasting).toMatch(/^Wrote "new\/access\.csv[^\n]*"\n$/);
  });

  it.each([
    ["help", ["tenant", "--help"]],
    ["what init made", ["init", "--dir", "new"]],
    ["a wrong option", ["report", "--fromat", "x"]],
    ["a folder that is none", ["install", "--dir", "nowhere"]],
    ["a doctor without a project", ["doctor"]],
  ] as const)("%s is broken between words", async (_what, args) => {
    const lines = stripVTControlCharacters(await shown(args))
      .replaceAll(/^.*\r/gm, "")
      .split("\n");
    // One word may be longer, such as a path.
    const isBreakable = (line: string) => line.trim().includes(" ") && !line.startsWith("  ");
    expect(lines.filter((line) => line.length > 60 && isBreakable(line))).toEqual([]);
  });
});

describe("twice at once", () => {
  const both = (args: readonly string[]) =>
    Promise.all([runCommand(words(args), options()), runCommand(words(args), options())]);

  it("install leaves one whole plugin", async () => {
    const ended = await both(["install", "--dir", "hcl"]);
    expect(ended.map(({ status }) => status)).toEqual([0, 0]);
    const placed = (await files()).filter((file) => /\.(zip|tmp|hcl)$/.test(file));
    expect(placed.filter((file) => file.endsWith(".zip"))).toHaveLength(4);
    expect(placed.filter((file) => file.endsWith(".tmp"))).toEqual([]);
  });

  it.each([["export"], ["report"]])("%s writes one whole file", async (name) => {
    const ended = await both([name, "--out", "new/access.csv", "--force"]);
    expect(ended).toMatchObject([{ status: 0 }, { status: 0 }]);
    const written = (await files()).filter((file) => file.startsWith("new/access.csv"));
    const last = path.join(folder, written.at(-1) ?? "");
    expect(await readFile(last, "utf8")).toContain("loader 20");
    expect((await files()).filter((file) => file.includes(".cdktf-provider-atlan-"))).toEqual([]);
  });
});
