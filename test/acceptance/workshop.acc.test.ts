// What the framework offers beyond what the real provider uses, under real engines: the workshop, through the real protocol server.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { systemClock } from "../../src/clock.js";
import { bundleFixturePlugin, type FixturePlugin } from "../src/protocol/fixture-plugin.js";
import { TerraformStack } from "../src/protocol/terraform-stack.js";
import { Journal } from "../src/workshop/journal.js";
import { engines } from "./harness/engines.js";

let plugin: FixturePlugin;
beforeAll(async () => {
  plugin = await bundleFixturePlugin({ entry: "../workshop/plugin.ts", name: "workshop" });
});
afterAll(() => plugin.remove());

describe.each(engines)("$name", ({ binary }) => {
  let stack: TerraformStack;
  let journal: Journal;
  beforeEach(() => {
    stack = new TerraformStack(binary, plugin, "npm.internal/test/workshop");
    journal = new Journal(stack.directory, systemClock);
  });
  afterEach(() => stack.remove());

  const configure = (hcl: string): void =>
    stack.configure(`provider "workshop" { folder = "${stack.directory}" }\n${hcl}`);

  const lathe = (lines: string): string =>
    `resource "workshop_machine" "lathe" {\n  name = "lathe"\n  ${lines}\n}\n`;

  const applied = async (lines: string) => {
    configure(lathe(lines));
    expect(await stack.apply()).toMatchObject({ code: 0 });
    expect(await stack.run(["plan", "-detailed-exitcode"])).toMatchObject({ code: 0 });
    return stack.instance()?.attributes;
  };

  describe("nested attributes", () => {
    it("get their defaults and what the tenant decides, and then plan nothing", async () => {
      const made = await applied(`maintenance = {}
        spare_parts = [{ part_name = "belt" }, { part_name = "bulb", amount = 2, shelf = "B" }]`);
      expect(made).toMatchObject({
        maintenance: { every_days: 30, notes: null, plan_id: "plan of m1" },
        spare_parts: [
          { part_name: "belt", amount: 1, shelf: "A", serial: "m1-0" },
          { part_name: "bulb", amount: 2, shelf: "B", serial: "m1-1" },
        ],
      });
      const changed = await applied(`maintenance = { every_days = 7 }
        spare_parts = [{ part_name = "nut" }, { part_name = "belt" }]`);
      expect(changed).toMatchObject({
        maintenance: { every_days: 7, notes: null, plan_id: "plan of m1" },
        spare_parts: [
          { part_name: "nut", amount: 1, shelf: "A", serial: "m1-0" },
          { part_name: "belt", amount: 1, shelf: "A", serial: "m1-0" },
        ],
      });
      expect(await applied("")).toMatchObject({ maintenance: null, spare_parts: null });
    });

    it("are refused with the path of the part that is wrong", async () => {
      configure(lathe("maintenance = { every_days = 0 }"));
      const { code, text } = await stack.run(["validate"]);
      expect(code).toBe(1);
      expect(text).toContain("Error: Invalid maintenance.every_days");
    });
  });

  it("an update changes what only the tenant decides, and keeps what is known of it", async () => {
    await applied('rebuild_when_changed = { model = "1" }');
    configure(lathe('rebuild_when_changed = { model = "2" }'));
    const { text } = await stack.run(["plan"]);
    expect(text).toMatch(/id += "m1" -> \(known after apply\)/);
    expect(text).toMatch(/\+ id += "m1"\n +\+ scrapped += \(known after apply\)/);
    expect(text).toContain("0 to add, 1 to change, 0 to destroy");
    expect(await applied('rebuild_when_changed = { model = "2" }')).toMatchObject({
      id: "m2",
      replaced: [{ id: "m1", scrapped: false }],
    });
    expect(journal.lines).not.toContain("scrapped a machine");
  });

  describe("a write-only attribute", () => {
    it("reaches apply, is stored nowhere, and is written again when its version changes", async () => {
      expect(await applied('pin = "1234"\n  pin_version = 1')).toMatchObject({
        pin: null,
        pin_length: 4,
      });
      expect(await applied('pin = "123456"\n  pin_version = 1')).toMatchObject({ pin_length: 4 });
      expect(await applied('pin = "123456"\n  pin_version = 2')).toMatchObject({ pin_length: 6 });
    });

    it("takes what an ephemeral resource gives", async () => {
      configure(`ephemeral "workshop_pass" "it" { holder = "amira" }
        ${lathe("pin = ephemeral.workshop_pass.it.code")}`);
      expect(await stack.apply()).toMatchObject({ code: 0 });
      expect(stack.instance()?.attributes).toMatchObject({ pin: null, pin_length: 15 });
    });
  });

  const opened = "ephemeral.workshop_pass.it";
  const pass = (holder: string, lines = ""): string =>
    `ephemeral "workshop_pass" "it" {\n  holder = "${holder}"\n  ${lines}\n}\n`;

  describe("an ephemeral resource", () => {
    it("is opened and closed by each walk, with defaults, and is in no state", async () => {
      configure(`${pass("amira", "terms = {}")}
        ${lathe(`pin = join(" ", [${opened}.terms.lock, ${opened}.code])`)}`);
      expect(await stack.apply()).toMatchObject({ code: 0 });
      expect(stack.instance()?.attributes.pin_length).toBe(
        "lock of the front door code of amira 2".length,
      );
      expect(journal.lines).toEqual([
        "opened a pass for amira",
        "closed the pass of amira, 0 renewals left",
        "opened a pass for amira",
        "made a machine",
        "closed the pass of amira, 0 renewals left",
      ]);
    });

    it("is renewed as long as it asks for it, and closed with what the last renewal noted", async () => {
      configure(`${pass("amira", "renewals = 2")}
        ${lathe("pin = ephemeral.workshop_pass.it.code").replace('"lathe"\n', '"patient"\n')}`);
      expect(await stack.apply()).toMatchObject({ code: 0 });
      expect(journal.count("renewed the pass")).toBeGreaterThanOrEqual(2);
      expect(journal.lines.at(-1)).toBe("closed the pass of amira, 0 renewals left");
    });

    it("whose opening fails is closed at once, with what it had noted", async () => {
      configure(`${pass("nobody")}${lathe("pin = ephemeral.workshop_pass.it.code")}`);
      const { code, text } = await stack.run(["plan"]);
      expect(code).toBe(1);
      expect(text).toContain("Cannot give nobody a pass.");
      expect(journal.lines).toEqual([
        "opened a pass for nobody",
        "closed the pass of nobody, no renewals left",
      ]);
    });

    it.each(["amira", "slow"])("of %s is closed although its user fails", async (holder) => {
      configure(`${pass(holder)}
        ${lathe("pin = ephemeral.workshop_pass.it.code").replace('"lathe"\n', '"broken"\n')}`);
      expect(await stack.apply()).toMatchObject({ code: 1 });
      expect(journal.count(`opened a pass for ${holder}`)).toBe(2);
      expect(journal.count(`closed the pass of ${holder}, 0 renewals left`)).toBe(2);
    });

    it("is closed although the run is interrupted", async () => {
      configure(`${pass("amira")}
        ${lathe("pin = ephemeral.workshop_pass.it.code").replace('"lathe"\n', '"endless"\n')}`);
      const run = stack.start(["apply", "-auto-approve"]);
      await run.printed("Creating...");
      run.process.kill("SIGINT");
      expect(await run.finished).toMatchObject({ code: 1 });
      expect(journal.count("opened a pass for amira")).toBe(2);
      expect(journal.count("closed the pass of amira, 0 renewals left")).toBe(2);
    });
  });
});
