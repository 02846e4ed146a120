// What the framework offers beyond what the real provider uses, under real engines: the workshop, through the real protocol server.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { execaSync } from "execa";
import { systemClock } from "../../src/clock.js";
import { bundleFixturePlugin, type FixturePlugin } from "../src/protocol/fixture-plugin.js";
import { TerraformStack } from "../src/protocol/terraform-stack.js";
import { Journal } from "../src/workshop/journal.js";
import { describeWith } from "./harness/describe-unless.js";
import { engines, oldestEngines } from "./harness/engines.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PLUGIN = new URL("../src/workshop/plugin.ts", import.meta.url);

let plugin: FixturePlugin;
beforeAll(async () => {
  plugin = await bundleFixturePlugin({ entry: PLUGIN, name: "workshop" });
});
afterAll(() => plugin.remove());

/** A stack with the workshop, and what happens in it. */
class Workshop {
  readonly stack: TerraformStack;
  readonly journal: Journal;

  constructor(engine: string) {
    this.stack = new TerraformStack(engine, plugin, "npm.internal/test/workshop");
    this.journal = new Journal(this.stack.directory, systemClock);
  }

  configure(...blocks: readonly string[]): void {
    const provider = `provider "workshop" { folder = "${this.stack.directory}" }`;
    this.stack.configure([provider, ...blocks].join("\n"));
  }

  /** What the machine is after an apply, for which a plan then finds nothing to do. */
  async applied(...blocks: readonly string[]) {
    this.configure(...blocks);
    expect(await this.stack.apply()).toMatchObject({ code: 0 });
    const plan = await this.stack.run(["plan", "-detailed-exitcode"]);
    expect(plan).toMatchObject({ code: 0 });
    return this.stack.instance()?.attributes;
  }
}

/** Call it at the top of a `describe`: what it opens is removed after each test. */
function workshops(engine: string): () => Workshop {
  const opened: Workshop[] = [];
  afterEach(() => {
    for (const { stack } of opened.splice(0)) stack.remove();
  });
  return () => {
    const workshop = new Workshop(engine);
    opened.push(workshop);
    return workshop;
  };
}

const machine = (name: string, ...lines: readonly string[]): string =>
  [`resource "workshop_machine" "it" {`, `name = "${name}"`, ...lines, "}"].join("\n");
const pass = (holder: string, ...lines: readonly string[]): string =>
  [`ephemeral "workshop_pass" "it" {`, `holder = "${holder}"`, ...lines, "}"].join("\n");

const WITH_ITS_CODE = "pin = ephemeral.workshop_pass.it.code";

const MAINTAINED = "maintenance = {}";
const WITH_PARTS =
  'spare_parts = [{ part_name = "belt" }, { part_name = "bulb", amount = 2, shelf = "B" }]';

const AS_MADE = {
  maintenance: { every_days: 30, notes: null, plan_id: "plan of m1" },
  spare_parts: [
    { part_name: "belt", amount: 1, shelf: "A", serial: "m1-0" },
    { part_name: "bulb", amount: 2, shelf: "B", serial: "m1-1" },
  ],
};

describe.each(engines)("$name", ({ binary }) => {
  const open = workshops(binary);

  describe("nested attributes", () => {
    it("get their defaults and what the tenant decides, and then plan nothing", async () => {
      const workshop = open();
      expect(await workshop.applied(machine("lathe", MAINTAINED, WITH_PARTS))).toMatchObject(
        AS_MADE,
      );
      const parts = 'spare_parts = [{ part_name = "nut" }, { part_name = "belt" }]';
      const changed = machine("lathe", "maintenance = { every_days = 7 }", parts);
      expect(await workshop.applied(changed)).toMatchObject({
        maintenance: { every_days: 7, notes: null, plan_id: "plan of m1" },
        spare_parts: [
          { part_name: "nut", amount: 1, shelf: "A", serial: "m1-0" },
          { part_name: "belt", amount: 1, shelf: "A", serial: "m1-0" },
        ],
      });
      const without = { maintenance: null, spare_parts: null };
      expect(await workshop.applied(machine("lathe"))).toMatchObject(without);
    });

    it("are refused with the path of the part that is wrong", async () => {
      const workshop = open();
      workshop.configure(machine("lathe", "maintenance = { every_days = 0 }"));
      const { code, text } = await workshop.stack.run(["validate"]);
      expect(code).toBe(1);
      expect(text).toContain("Error: Invalid maintenance.every_days");
    });

    it("are applied as the construct writes them for HCL", async () => {
      const { stack } = open();
      const tsx = path.join(ROOT, "node_modules/.bin/tsx");
      const script = path.join(ROOT, "test/lib/workshop/print-hcl.ts");
      const hcl = execaSync(tsx, [script, stack.directory]).stdout;
      writeFileSync(path.join(stack.directory, "main.tf"), hcl);
      expect(await stack.run(["validate"])).toMatchObject({ code: 0 });
      expect(await stack.apply()).toMatchObject({ code: 0 });
      expect(stack.instance()?.attributes).toMatchObject({
        maintenance: { every_days: 7, notes: '["belt"\nand "bulb"]' },
        spare_parts: [
          { part_name: "belt", amount: 1, shelf: "A" },
          { part_name: "7", amount: 2, shelf: "A" },
        ],
      });
    });
  });

  it("an update changes what only the tenant decides, and keeps what is known of it", async () => {
    const workshop = open();
    await workshop.applied(machine("lathe", 'rebuild_when_changed = { model = "1" }'));
    const changed = machine("lathe", 'rebuild_when_changed = { model = "2" }');
    workshop.configure(changed);
    const { text } = await workshop.stack.run(["plan"]);
    expect(text).toMatch(/id += "m1" -> \(known after apply\)/);
    expect(text).toMatch(/\+ id += "m1"\n +\+ scrapped += \(known after apply\)/);
    expect(text).toContain("0 to add, 1 to change, 0 to destroy");
    const replaced = [{ id: "m1", scrapped: false }];
    expect(await workshop.applied(changed)).toMatchObject({ id: "m2", replaced });
    expect(workshop.journal.lines).not.toContain("scrapped a machine");
  });

  describe("a write-only attribute", () => {
    it("reaches apply, is stored nowhere, and is written again when its version changes", async () => {
      const workshop = open();
      const withPin = (pin: string, version: number) =>
        workshop.applied(machine("lathe", `pin = "${pin}"`, `pin_version = ${version}`));
      expect(await withPin("1234", 1)).toMatchObject({ pin: null, pin_length: 4 });
      expect(await withPin("123456", 1)).toMatchObject({ pin: null, pin_length: 4 });
      expect(await withPin("123456", 2)).toMatchObject({ pin: null, pin_length: 6 });
    });

    it("takes what an ephemeral resource gives", async () => {
      const made = await open().applied(pass("amira"), machine("lathe", WITH_ITS_CODE));
      expect(made).toMatchObject({ pin: null, pin_length: "code of amira 2".length });
    });
  });

  describe("an ephemeral resource", () => {
    it("is opened and closed by each walk, with its defaults, and is in no state", async () => {
      const workshop = open();
      const { stack, journal } = workshop;
      const lock = "pin = ephemeral.workshop_pass.it.terms.lock";
      workshop.configure(pass("amira", "terms = {}"), machine("lathe", lock));
      expect(await stack.apply()).toMatchObject({ code: 0 });
      const length = "lock of the front door".length;
      expect(stack.instance()?.attributes).toMatchObject({ pin_length: length });
      expect(journal.lines).toEqual([
        "opened a pass for amira",
        "closed the pass of amira, 0 renewals left",
        "opened a pass for amira",
        "made a machine",
        "closed the pass of amira, 0 renewals left",
      ]);
    });

    it("is renewed as long as it asks for it, and closed with what the last renewal noted", async () => {
      const workshop = open();
      const { stack, journal } = workshop;
      workshop.configure(pass("amira", "renewals = 2"), machine("patient", WITH_ITS_CODE));
      expect(await stack.apply()).toMatchObject({ code: 0 });
      expect(journal.count("renewed the pass")).toBeGreaterThanOrEqual(2);
      expect(journal.lines.at(-1)).toBe("closed the pass of amira, 0 renewals left");
    });

    it("whose opening fails is closed at once, with what it had noted", async () => {
      const workshop = open();
      const { stack, journal } = workshop;
      workshop.configure(pass("nobody"), machine("lathe", WITH_ITS_CODE));
      const { code, text } = await stack.run(["plan"]);
      expect(code).toBe(1);
      expect(text).toContain("Cannot give nobody a pass.");
      expect(journal.lines).toEqual([
        "opened a pass for nobody",
        "closed the pass of nobody, no renewals left",
      ]);
    });

    // Engines give a plugin two seconds to exit in; closing the slow one takes longer.
    it.each(["amira", "slow"])("of %s is closed although its user fails", async (holder) => {
      const workshop = open();
      const { stack, journal } = workshop;
      workshop.configure(pass(holder), machine("broken", WITH_ITS_CODE));
      expect(await stack.apply()).toMatchObject({ code: 1 });
      expect(journal.count(`opened a pass for ${holder}`)).toBe(2);
      expect(journal.count(`closed the pass of ${holder}, 0 renewals left`)).toBe(2);
    });

    it("is closed although the run is interrupted", async () => {
      const workshop = open();
      const { stack, journal } = workshop;
      workshop.configure(pass("amira"), machine("endless", WITH_ITS_CODE));
      const run = stack.start(["apply", "-auto-approve"]);
      await run.printed("Creating...");
      process.kill(run.pid, "SIGINT");
      expect(await run.finished).toMatchObject({ code: 1 });
      expect(journal.count("opened a pass for amira")).toBe(2);
      expect(journal.count("closed the pass of amira, 0 renewals left")).toBe(2);
    });

    it("is closed although the engine is killed", async () => {
      const workshop = open();
      const { stack, journal } = workshop;
      workshop.configure(pass("amira"), machine("endless", WITH_ITS_CODE));
      const run = stack.start(["apply", "-auto-approve"]);
      await run.printed("Creating...");
      process.kill(run.pid, "SIGKILL");
      await run.finished;
      const isClosed = ({ lines }: Journal) =>
        lines.filter((line) => line.startsWith("closed the pass of amira")).length === 2;
      await journal.until(isClosed, new AbortController().signal);
    });
  });
});

for (const { name, ...needed } of oldestEngines) {
  describeWith(name, needed, (binary) => {
    const open = workshops(binary);

    it("applies nested attributes, and is not disturbed by what it does not know", async () => {
      const made = await open().applied(machine("lathe", MAINTAINED, WITH_PARTS));
      expect(made).toMatchObject({ ...AS_MADE, pin: null });
    });

    it.each([
      ["a write-only value", machine("lathe", 'pin = "1234"'), "Cannot keep pin out of the state"],
      ["an ephemeral resource", pass("amira"), "Unsupported block type"],
    ])("refuses %s", async (_name, block, summary) => {
      const workshop = open();
      workshop.configure(block);
      const { code, text } = await workshop.stack.run(["validate"]);
      expect(code).toBe(1);
      expect(text).toContain(`Error: ${summary}`);
    });
  });
}
