// A new project: which files it has, and that it is written whole or not at all.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { findPackage } from "../../../lib/placement/index.js";
import { writeProject } from "../../../src/cli/init/write-project.js";
import { init } from "../../../src/cli/init-command.js";

const installed = findPackage(import.meta.dirname);

let base: string;
let directory: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), "init-")));
  directory = path.join(base, "my \"tokens\" 'x'");
});
afterEach(() => {
  chmodSync(base, 0o755);
  rmSync(base, { recursive: true });
});

const make = (toolkit = "cdktf", isForProgram = false): string =>
  init({ directory, toolkit, isForProgram, installed });
const read = (file: string): string => readFileSync(path.join(directory, file), "utf8");

const ENTRIES = [
  ".github",
  ".gitignore",
  "__tests__",
  "cdktf.json",
  "jest.config.js",
  "main.ts",
  "package.json",
  "stack.ts",
  "tsconfig.json",
];

describe("init", () => {
  it("makes the folder and the project in it, and says what to do next", () => {
    const told = make();
    expect(readdirSync(directory).sort()).toEqual(ENTRIES);
    expect(told).toContain(`Made a project for cdktf in ${directory}:\n\n  stack.ts\n`);
    expect(told).toContain("npx cdktf synth");
  });

  it("names the package by npm's rules, and its versions as this package is tested", () => {
    make();
    const { name, dependencies, devDependencies } = JSON.parse(read("package.json"));
    expect(name).toBe("my-tokens-x");
    expect(dependencies).toEqual({
      "cdktf-provider-atlan": `^${installed.version}`,
      cdktf: expect.stringMatching(/^\^0\.21\./),
      constructs: expect.stringMatching(/^~10\./),
    });
    expect(devDependencies).toMatchObject({
      "cdktf-cli": expect.stringMatching(/^\^0\.21\./),
      typescript: expect.stringMatching(/^~5\.9\./),
    });
    expect(JSON.stringify(devDependencies)).not.toContain("undefined");
  });

  it("is the tested example, for cdktf", () => {
    make();
    const example = path.join(installed.directory, "examples/testing/__tests__/main-test.ts");
    expect(read("__tests__/main-test.ts")).toBe(readFileSync(example, "utf8"));
    expect(read(".github/workflows/deploy.yml")).toContain("cdktf.out/stacks/loader");
  });

  it("imports, runs and installs cdktn where that is asked for, and no cdktf", () => {
    make("cdktn");
    const sources = ["stack.ts", "main.ts", "__tests__/main-test.ts", "package.json"].map(read);
    expect(sources.join("\n")).not.toMatch(/"cdktf"|"cdktf-provider-atlan";|"cdktf-cli"/);
    expect(read("stack.ts")).toContain('from "cdktf-provider-atlan/cdktn"');
    expect(read("__tests__/main-test.ts")).toContain('from "cdktf-provider-atlan/testing"');
    expect(read(".github/workflows/deploy.yml")).toMatch(/npx cdktn synth[\s\S]*node-version: 24/);
  });

  it("gives every project an ID of its own", () => {
    make();
    const first = read("cdktf.json");
    rmSync(directory, { recursive: true });
    make();
    expect(read("cdktf.json")).not.toBe(first);
  });

  it("tells a program what it made", () => {
    const { files, ...rest } = JSON.parse(make("cdktn", true));
    expect(rest).toEqual({ directory, toolkit: "cdktn" });
    expect(files).toContain("__tests__/main-test.ts");
    for (const file of files) expect(existsSync(path.join(directory, file))).toBe(true);
  });

  it("leaves other files alone", () => {
    mkdirSync(path.join(directory, ".git"), { recursive: true });
    writeFileSync(path.join(directory, "README.md"), "mine");
    make();
    expect(readdirSync(directory).sort()).toEqual([...ENTRIES, ".git", "README.md"].sort());
    expect(read("README.md")).toBe("mine");
  });
});

/** Runs in a process of its own, with the folder as an argument. */
const runScript = (script: string, ...args: readonly string[]) =>
  execa(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", script, directory, ...args],
    {
      reject: false,
    },
  );

describe("Ctrl-C while it writes", () => {
  it.each([
    ["lets it end", "", ["a", "b"], 0],
    [
      "leaves nothing where it fails then",
      `throw Object.assign(new Error("full"), { syscall: "write" });`,
      [],
      1,
    ],
  ])("%s", async (_what, afterwards, files, exitCode) => {
    const ended = await runScript(`
      const { writeProject } = await import("./src/cli/init/write-project.ts");
      const interrupted = () => {
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.kill(process.pid, signal);
        ${afterwards}
        return "b";
      };
      writeProject(process.argv[1], [{ file: "a", text: "a" }, { file: "b", get text() { return interrupted(); } }]);`);
    expect(ended).toMatchObject({ exitCode });
    expect(existsSync(directory) ? readdirSync(directory) : []).toEqual(files);
  });
});

describe("init refuses, and writes nothing,", () => {
  it("what is in the way", () => {
    mkdirSync(path.join(directory, "__tests__"), { recursive: true });
    writeFileSync(path.join(directory, "main.ts"), "mine");
    expect(() => make()).toThrow(
      /: main\.ts, __tests__ would be overwritten, expected a folder without; name another one with --dir$/,
    );
    expect(readdirSync(directory).sort()).toEqual(["__tests__", "main.ts"]);
    expect(read("main.ts")).toBe("mine");
  });

  it("an unknown toolkit", () => {
    for (const toolkit of ["cdk8s", "toString"]) {
      expect(() => make(toolkit)).toThrow(
        `Cannot make a project: --toolkit is "${toolkit}", expected cdktf or cdktn`,
      );
    }
    expect(existsSync(directory)).toBe(false);
  });

  it("a file for a folder", () => {
    writeFileSync(directory, "");
    expect(() => make()).toThrow("it is a file (EEXIST); nothing was written");
  });

  it("a package that is not whole", () => {
    const broken = { directory: base, version: installed.version };
    expect(() =>
      init({ directory, toolkit: "cdktf", isForProgram: false, installed: broken }),
    ).toThrow(
      `Cannot make a project: "${base}/examples/testing/stack.ts" cannot be read: it does not exist (ENOENT), expected a file of the package; install cdktf-provider-atlan anew`,
    );
    expect(existsSync(directory)).toBe(false);
  });

  it("a folder that another init works in", () => {
    mkdirSync(path.join(directory, ".cdktf-provider-atlan-init"), { recursive: true });
    expect(() => make()).toThrow("another init is at work in this folder or was killed in it");
    expect(readdirSync(directory)).toEqual([".cdktf-provider-atlan-init"]);
  });

  it("what the file system refuses half-way", () => {
    // A name that is too long fails as a full disk does: after others were written.
    const files = [
      { file: "a/b.ts", text: "x" },
      { file: `${"n".repeat(300)}.ts`, text: "x" },
    ];
    const deep = path.join(directory, "deep");
    expect(() => writeProject(deep, files)).toThrow(/^Cannot make a project in .*ENAMETOOLONG/);
    expect(existsSync(directory)).toBe(false);
  });

  it("its second self at the same time", async () => {
    const script = `
      const { writeProject } = await import("./src/cli/init/write-project.ts");
      const files = Array.from({ length: 200 }, (_, n) => ({ file: "f" + n, text: process.argv[2] }));
      writeProject(process.argv[1], files);`;
    const run = async (name: string) => (await runScript(script, name)).exitCode;
    const codes = await Promise.all(["one", "other"].map(run));
    expect(codes.filter((code) => code === 0)).toHaveLength(1);
    const texts = new Set(readdirSync(directory).map(read));
    expect(texts).toEqual(new Set([codes[0] === 0 ? "one" : "other"]));
  });
});
