// The file that engines execute: it starts Node, or says in one line, which engines show, why it cannot.
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execa, execaSync } from "execa";
import { launcher } from "../../../scripts/build/plugin/launcher.js";
import { ENGINES } from "./engines.js";
import { bundleFixturePlugin, type FixturePlugin } from "./fixture-plugin.js";
import { startPlugin } from "./plugin-host.js";
import { TerraformStack } from "./terraform-stack.js";

let plugin: FixturePlugin;
let scratch: string;
beforeAll(async () => {
  plugin = await bundleFixturePlugin();
  scratch = mkdtempSync(join(tmpdir(), "launcher-"));
  mkdirSync(join(scratch, "empty"));
  writeNode("broken", "#!/no/such/interpreter\n");
  writeFileSync(
    join(scratch, "be-old.cjs"),
    `for (const [name, value] of Object.entries({ version: "v16.20.2", versions: { node: "16.20.2" } }))
       Object.defineProperty(process, name, { value });\n`,
  );
  writeNode("old", `#!/bin/sh\nexec "${process.execPath}" -r "${scratch}/be-old.cjs" "$@"\n`);
  mkdirSync(join(scratch, "long/".repeat(30)), { recursive: true });
  writeFileSync(join(scratch, "chatty.cjs"), 'console.log("a banner");\n');
});
afterAll(() => {
  plugin.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** A `node` of that text, in a folder that can be the whole PATH. */
function writeNode(folder: string, text: string): void {
  mkdirSync(join(scratch, folder));
  writeFileSync(join(scratch, folder, "node"), text, { mode: 0o755 });
}

/** `{}` stands for the folder that holds the files above. */
const inScratch = (variables: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replaceAll("{}", scratch)]),
  );

/** What is wrong, in which environment, and what is said of it. */
const TROUBLES: readonly (readonly [string, Record<string, string>, string])[] = [
  [
    "a PATH without node",
    { PATH: "{}/empty" },
    "needs Node.js 20.19 or newer, but there is no node on the PATH that Terraform runs with: {}/empty",
  ],
  [
    "a node that cannot be executed",
    { PATH: "{}/broken" },
    "needs Node.js 20.19 or newer, but {}/broken/node cannot be executed",
  ],
  [
    "a node that is too old",
    { PATH: "{}/old" },
    `needs Node.js 20.19 or newer, but the node on the PATH that Terraform runs with is v16.20.2: ${process.execPath}`,
  ],
  [
    "NODE_OPTIONS that load a module that does not exist",
    { NODE_OPTIONS: "--require ./missing.js" },
    "does not start with the NODE_OPTIONS that Terraform runs with: Error: Cannot find module './missing.js'",
  ],
  [
    "NODE_OPTIONS that Node does not know",
    { NODE_OPTIONS: "--no-such-option" },
    "does not start with the NODE_OPTIONS that Terraform runs with: ",
  ],
  [
    "NODE_OPTIONS that wait for a debugger",
    { NODE_OPTIONS: "--inspect-brk=0" },
    "waits for a debugger, because NODE_OPTIONS says so",
  ],
];

const sentenceOf = (words: string) => words.replaceAll("{}", scratch);

const SHELLS = [["sh"], ["dash"], ["bash"], ["busybox", "sh"]].flatMap(([name = "", ...args]) => {
  if (execaSync(name, ["-c", ":"], { reject: false }).code !== "ENOENT")
    return [[name, args] as const];
  process.stderr.write(`The launcher is not tested with ${name}: not installed\n`);
  return [];
});

const pathOf = (command: string): string => execaSync("sh", ["-c", `command -v ${command}`]).stdout;

describe.each(SHELLS)("in %s", (name, args) => {
  const shell = pathOf(name);

  test.each(TROUBLES)("%s is told in one line", async (_trouble, environment, words) => {
    const child = execa(shell, [...args, plugin.executable], {
      env: { PATH: process.env.PATH, ...inScratch(environment) },
      extendEnv: false,
      stdio: ["ignore", "pipe", "ignore"],
      reject: false,
    });
    const [printed] = await once(child.stdout, "data");
    // It waits to be killed, as an engine does once it has read the line: one that finds it ended may not read at all.
    expect(child.exitCode).toBeNull();
    child.kill("SIGKILL");
    expect(String(printed)).toMatch(/^cdktf-provider-atlan needs Node\.js 20\.19 or newer, .+\n$/);
    expect(String(printed)).toContain(sentenceOf(words));
  });
});

describe.each(ENGINES)("%s", (_name, engine) => {
  let stack: TerraformStack;
  beforeAll(() => {
    stack = new TerraformStack(pathOf(engine), plugin);
    stack.configure('resource "atlan_note" "a" { text = "x" }');
  });
  afterAll(() => stack.remove());

  test.each(TROUBLES)("shows what is said of %s", async (_trouble, environment, words) => {
    const { text, code } = await stack.run(["plan"], inScratch(environment));
    // The engine breaks lines where they are long.
    const flat = text.replace(/\s*\n[\s│╷╵]*/g, " ");
    expect(flat).toContain(sentenceOf(words));
    expect(code).toBe(1);
  });

  test.each([
    ["NODE_OPTIONS that print to standard output", { NODE_OPTIONS: "--require {}/chatty.cjs" }],
    ["NODE_OPTIONS that open a debugger's port", { NODE_OPTIONS: "--inspect=0" }],
    ["NODE_OPTIONS that set a limit", { NODE_OPTIONS: "--max-old-space-size=256" }],
    ["a TMPDIR that does not exist", { TMPDIR: "{}/gone" }],
    ["a TMPDIR that is too long for a socket", { TMPDIR: `{}/${"long/".repeat(30)}` }],
  ])("plans with %s", async (_case, environment) => {
    const { text, code } = await stack.run(["plan"], inScratch(environment));
    expect(text).toContain("1 to add");
    expect(code).toBe(0);
  });
});

test.each([
  ["with blanks in its path", "a folder with blanks"],
  ["with quotes in its path", `it's "here" $HOME`],
])("a plugin %s starts, also by a symbolic link", async (_case, name) => {
  const folder = join(scratch, name);
  mkdirSync(folder);
  cpSync(plugin.directory, join(folder, "package"), { recursive: true });
  const link = join(folder, "link");
  symlinkSync(join(folder, "package", basename(plugin.executable)), link);
  for (const executable of [join(folder, "package", basename(plugin.executable)), link]) {
    const started = await startPlugin(executable);
    expect(started.fields.slice(0, 3)).toEqual(["1", "6", "unix"]);
    started.process.kill("SIGKILL");
  }
});

test("the process that the engine has started is the one that serves", async () => {
  const started = await startPlugin(plugin.executable);
  expect(started.socketPath).toContain(`-${started.process.pid}-`);
  started.process.kill("SIGKILL");
});

describe("to Node", () => {
  function launchOn(version: string) {
    const printed: string[] = [];
    const required: string[] = [];
    const modules: Readonly<Record<string, unknown>> = {
      fs: { writeSync: (_fd: number, text: string) => printed.push(text) },
    };
    const require = (path: string) => {
      if (!(path in modules)) required.push(path);
      return modules[path];
    };
    const process = { version: `v${version}`, versions: { node: version }, execPath: "/n" };
    const script = launcher("plugin.js").replace(/^#!.*\n/, "");
    runInNewContext(script, { process, require, setTimeout: () => {} });
    return { printed, required };
  }

  test.each(["0.10.48", "18.20.8", "20.18.3"])("of %s it is too old", (version) => {
    const { printed, required } = launchOn(version);
    expect(printed).toEqual([expect.stringContaining(`is v${version}: /n\n`)]);
    expect(required).toEqual([]);
  });

  test.each(["20.19.0", "22.0.0", "100.0.0"])("of %s it starts the plugin", (version) => {
    expect(launchOn(version)).toEqual({ printed: [], required: ["./plugin.js"] });
  });

  test("it is written in JavaScript that any Node can read", () => {
    const [, script = ""] = launcher("plugin.js").split("*/\n");
    expect(script).not.toMatch(/=>|\b(?:const|let|import|class)\b|`|\?\./);
  });
});
