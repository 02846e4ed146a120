// The protocol under real engines, with a provider that lives in memory.
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { startCommand } from "../../../src/testing/run-command.js";
import { ENGINES } from "./engines.js";
import { bundleFixturePlugin, type FixturePlugin } from "./fixture-plugin.js";
import { TerraformStack } from "./terraform-stack.js";

let plugin: FixturePlugin;
beforeAll(async () => {
  plugin = await bundleFixturePlugin();
});
afterAll(() => plugin.remove());

const EVERYTHING = `
resource "atlan_note" "a" {
  text   = "hello"
  amount = 12345678901234567890123
  tags   = ["b", "a"]
  labels = { "x y" = "1" }
  steps  = [{ name = "one" }, { name = "two", weight = 0.1 }]
  timeouts { create = "1m" }
}
data "atlan_note" "d" { id = atlan_note.a.id }
`;

const note = (attributes: string): string => `resource "atlan_note" "a" {\n${attributes}\n}\n`;

/** Engines wrap what they print. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function childOf(pid: number): Promise<number> {
  const { stdout } = await execa("pgrep", ["-P", String(pid)]);
  return Number(stdout.split("\n")[0]);
}

/** Within a minute: the object that it makes would take it ten. */
async function isGoneSoon(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 1200 && isAlive(pid); tries += 1) await pause(50);
  return !isAlive(pid);
}

describe.each(ENGINES)("%s", (_name, engine) => {
  let stack: TerraformStack;
  beforeEach(() => {
    stack = new TerraformStack(engine, plugin);
  });
  afterEach(() => stack.remove());

  test("applies, plans nothing, destroys", async () => {
    stack.configure(EVERYTHING);
    expect(await stack.apply()).toMatchObject({ code: 0 });
    expect(stack.instance()).toMatchObject({ attributes: { text: "found", id: "note-1" } });
    expect(await stack.run(["plan", "-detailed-exitcode"])).toMatchObject({ code: 0 });
    expect(await stack.run(["destroy", "-auto-approve"])).toMatchObject({ code: 0 });
  });

  test("imports, and then replaces by path", async () => {
    stack.configure(note('text = "x"'));
    expect(await stack.run(["import", "atlan_note.a", "x"])).toMatchObject({ code: 0 });
    stack.configure(note('text = "x"\namount = 1'));
    expect((await stack.run(["plan"])).text).toContain("amount = 1 # forces replacement");
  });

  test("works without TLS", async () => {
    stack.configure(note('text = "plain"'));
    expect(await stack.apply({ TF_DISABLE_PLUGIN_TLS: "1" })).toMatchObject({ code: 0 });
  });

  test("takes a configuration of 6 MB", async () => {
    stack.configure(
      'resource "atlan_note" "a" { text = join("", [for i in range(1000) : format("%06000d", i)]) }\n',
    );
    expect(await stack.apply()).toMatchObject({ code: 0 });
    expect(String(stack.instance()?.attributes.text)).toHaveLength(6_000_000);
  });

  test("shows log lines at their level, with their RPC, and nothing of a message's body", async () => {
    stack.configure(note('text = "needle-in-body"'));
    expect(await stack.apply()).toMatchObject({ code: 0 });
    const { text } = await stack.run(["plan"], { TF_LOG_PROVIDER: "TRACE" });
    expect(text).toMatch(/\[TRACE\].*Served request: .*tf_rpc=ReadResource.*/);
    expect(text).toMatch(/tf_resource_type=atlan_note/);
    expect(text).toMatch(/\[DEBUG\].*text="this line must not reach standard output"/);
    expect(text.split("\n").filter((line) => /needle|s3cret/.test(line))).toEqual([]);
  });

  test("points at the attribute to blame", async () => {
    stack.configure(note('text = ""'));
    const { code, text } = await stack.run(["validate"]);
    expect(code).toBe(1);
    expect(text).toMatch(/Error: Blank text[\s\S]*main\.tf line 7[\s\S]*text = ""/);
  });

  test("says that a bug is ours, and keeps to itself what was quoted", async () => {
    stack.configure(note('text = "throw"'));
    const { code, text } = await stack.apply();
    expect(code).toBe(1);
    expect(text).toContain("ApplyResourceChange failed. Terraform keeps the state it had.");
    expect(oneLine(text)).toContain("an object may now exist that Terraform does not know");
    expect(text).not.toContain("something secret");
  });

  test("keeps what it made although a part of it does not fit the schema", async () => {
    stack.configure(note('text = "bad id"'));
    const { code, text } = await stack.apply();
    expect(code).toBe(1);
    expect(oneLine(text)).toContain("atlan_note.id: found a number, expected a string");
    expect(stack.instance()).toMatchObject({
      status: "tainted",
      attributes: { text: "bad id", id: null, secret: "s3cret" },
      private: Buffer.from('{"a":1}').toString("base64"),
    });
  });

  test("shows a crash, without the secret that caused it", async () => {
    stack.configure(
      `provider "atlan" { greeting = "crash" }\n${note('text = "x"\nslow_ms = 5000')}`,
    );
    // OpenTofu looks for crashes only while it logs.
    const { code, text } = await stack.apply({ TF_LOG_PROVIDER: "ERROR" });
    expect(code).toBe(1);
    expect(text).toMatch(/panic: SyntaxError: Unexpected token/);
    expect(text).not.toContain("secret-thing");
  });

  test("leaves no plugin behind when it is killed", async () => {
    stack.configure(note('text = "slow"\nslow_ms = 600000'));
    const engineRun = stack.start(["apply", "-auto-approve"]);
    await engineRun.printed("Creating...");
    const pluginPid = await childOf(engineRun.pid);
    process.kill(engineRun.pid, "SIGKILL");
    expect(await isGoneSoon(pluginPid)).toBe(true);
  });

  test("saves what exists when Ctrl-C reaches the whole process group", async () => {
    stack.configure(note('text = "slow"\nslow_ms = 600000'));
    const engineRun = stack.start(["apply", "-auto-approve"]);
    await engineRun.printed("Creating...");
    process.kill(-engineRun.pid, "SIGINT");
    expect(await engineRun.finished).toMatchObject({
      code: 1,
      text: expect.stringContaining("Stopped"),
    });
    expect(stack.instance()).toMatchObject({ status: "tainted", attributes: { id: "note-1" } });
  });

  test("saves what exists when the plugin is told to terminate", async () => {
    stack.configure(note('text = "slow"\nslow_ms = 600000'));
    const engineRun = stack.start(["apply", "-auto-approve"]);
    await engineRun.printed("Creating...");
    process.kill(await childOf(engineRun.pid), "SIGTERM");
    expect(await engineRun.finished).toMatchObject({ code: 1 });
    expect(stack.instance()).toMatchObject({ status: "tainted", attributes: { id: "note-1" } });
  });

  test("attaches to a plugin that a person has started, for several commands", async () => {
    const debugged = startCommand({ binary: plugin.executable, directory: stack.directory }, [
      "--debug",
    ]);
    const printed = await debugged.printed("}}'");
    const [, reattach = ""] = /^export TF_REATTACH_PROVIDERS='(.*)'$/m.exec(printed) ?? [];
    stack.configure(note('text = "debugged"'));
    const env = { TF_REATTACH_PROVIDERS: reattach, TF_CLI_CONFIG_FILE: "/dev/null" };
    expect(await stack.run(["init"], env)).toMatchObject({ code: 0 });
    expect(await stack.apply(env)).toMatchObject({ code: 0 });
    expect(await stack.run(["plan", "-detailed-exitcode"], env)).toMatchObject({ code: 0 });
    process.kill(debugged.pid, "SIGINT");
    expect(await debugged.ended).toMatchObject({ exitCode: 0 });
  });
});
