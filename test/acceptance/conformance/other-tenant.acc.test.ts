// What every resource type does under the address of another tenant than its own: nothing, and it says so.
import { afterEach, describe, expect, it } from "@jest/globals";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { controlOf } from "../../tenant-control.js";
import { succeeded } from "../harness/succeeded.js";
import { resource } from "./hcl.js";
import { subjects } from "./subjects/index.js";
import { type Trial, trials } from "./trial.js";
import { seed } from "./world.js";

let other: Tenant | undefined;
afterEach(() => other?.stop());

const port = ({ tenant }: Trial["stage"]): string => new URL(tenant.baseUrl).port;

/** The provider's settings, and the resource that the trial has. */
const under = ({ subject, given }: Trial, ...settings: readonly string[]): string =>
  `provider "atlan" {\n  ${settings.join("\n  ")}\n}\n${resource({ type: subject.type, given })}`;

describe.each(subjects)("$type", (subject) => {
  const open = trials();

  it("is neither read, changed nor deleted, tainted or not", async () => {
    const trial = await open(subject);
    const { workspace, tenant } = trial.stage;
    await trial.create();
    const created = await trial.instance();
    other = await startTenant({ seed });
    const environment = other.env();
    const refused = `belongs to ${tenant.baseUrl}, but base_url is ${other.baseUrl}`;
    const apply = ["apply", "-input=false", "-auto-approve"];
    for (const args of [[], ["-destroy"], ["-destroy", "-refresh=false"]]) {
      const applied = await workspace.runWith({ environment }, ...apply, ...args);
      expect(applied.exitCode).toBe(1);
      expect(applied.prose).toContain(refused);
    }
    await succeeded(workspace.run("taint", trial.address));
    for (const args of [[], ["-refresh=false"]]) {
      const applied = await workspace.runWith({ environment }, ...apply, ...args);
      expect(applied.exitCode).toBe(1);
      expect(applied.prose).toContain(refused);
    }
    expect(await controlOf(other).requests()).toEqual([]);
    await succeeded(workspace.run("untaint", trial.address));
    expect((await trial.instance())?.attributes).toEqual(created?.attributes);
    await trial.expectSettled(trial.given);
  });

  // What nobody can take away is not looked for.
  if (subject.vanish !== undefined) {
    it("is not missed by an address that accepts its own and does not show it", async () => {
      const trial = await open(subject);
      const { workspace, tenant } = trial.stage;
      await trial.create();
      const created = await trial.instance();
      other = await startTenant({ seed });
      await workspace.configure(under(trial, `accept_from_tenants = ["${tenant.baseUrl}"]`));
      await controlOf(other).advance(600);
      const planned = await workspace.runWith({ environment: other.env() }, "plan", "-input=false");
      expect(planned.exitCode).toBe(1);
      expect(planned.prose).toContain("not seen in this tenant");
      expect((await trial.instance())?.attributes).toEqual(created?.attributes);
    });
  }

  it("moves to a new address of its tenant that accepts the old one, with no write", async () => {
    const trial = await open(subject);
    const { workspace, control, tenant } = trial.stage;
    await trial.create();
    const created = await trial.instance();
    const baseUrl = `http://localhost:${port(trial.stage)}`;
    const settings = [`base_url = "${baseUrl}"`, `accept_from_tenants = ["${tenant.baseUrl}"]`];
    await control.clearRequests();
    for (const accepting of [settings, settings.slice(0, 1)]) {
      await workspace.configure(under(trial, ...accepting));
      const applied = await succeeded(workspace.apply());
      expect(applied.output).toContain("0 added, 0 changed, 0 destroyed");
      const instance = await trial.instance();
      expect(instance?.attributes).toEqual({ ...created?.attributes, tenant: baseUrl });
    }
    const sent = await control.requests();
    expect(sent.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});
