// What Terraform's own rules mean for a token in particular: replacement, expiry, aliases, a stop while it gets ready.
import { describe, expect, it } from "@jest/globals";
import { startTenant } from "../../src/tenant/index.js";
import { controlOf } from "../tenant-control.js";
import { engines } from "./harness/engines.js";
import { interruptedApply } from "./harness/interrupted.js";
import { loader, stages } from "./harness/stage.js";

const NAME = "warehouse robot";
const named = `display_name = "${NAME}"`;

describe.each(engines)("a token that $name replaces on purpose", ({ binary }) => {
  const open = stages({ binary });

  it("is made before the old one goes, with create_before_destroy", async () => {
    const { workspace, control } = await open(
      loader(named, "lifecycle { create_before_destroy = true }"),
    );
    await workspace.apply();
    const [before] = await control.tokensNamed(NAME);
    const applied = await workspace.apply("-replace=atlan_api_token.loader");
    expect(applied.output).toContain("1 added, 0 changed, 1 destroyed");
    expect(applied.prose).toContain(`API token name exists already: ${before?.id}`);
    const [after, ...others] = await control.tokensNamed(NAME);
    expect(others).toEqual([]);
    expect(after?.id).not.toBe(before?.id);
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});

describe.each(engines)("a change of our own settings only, with $name", ({ binary }) => {
  const open = stages({ binary });

  it("sends no write, and no read but the plan's", async () => {
    const { workspace, control } = await open(loader(named));
    await workspace.apply();
    await workspace.configure(
      loader(named, "wait_until_ready = false", 'timeouts { create = "20m" }'),
    );
    await control.clearRequests();
    const applied = await workspace.apply("-refresh=false");
    expect(applied.output).toContain("0 added, 1 changed, 0 destroyed");
    expect(await control.requests()).toEqual([]);
  });
});

describe("a token that expires", () => {
  const open = stages();

  it("is replaced by the next apply, with its date in a warning", async () => {
    const { workspace, control } = await open(loader(named, "validity_seconds = 3600"));
    await workspace.apply();
    const [before] = await control.tokensNamed(NAME);
    await control.advance(3601);
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.output).toContain("1 to add, 0 to change, 1 to destroy");
    expect(planned.prose).toMatch(
      new RegExp(`API tokens have expired.*${before?.id}.*expired at 20`),
    );
    expect((await workspace.apply()).output).toContain("1 added, 0 changed, 1 destroyed");
    const [after] = await control.tokensNamed(NAME);
    expect(after?.id).not.toBe(before?.id);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("only warns with replace_when_expired = false", async () => {
    const { workspace, control } = await open(
      loader(named, "validity_seconds = 3600", "replace_when_expired = false"),
    );
    await workspace.apply();
    await control.advance(3601);
    const applied = await workspace.apply();
    expect(applied.output).toContain("0 added, 0 changed, 0 destroyed");
    expect(applied.prose).toContain("replace_when_expired is false");
  });
});

describe("the token that the provider signs in with", () => {
  const open = stages({ signIn: "api_key" });

  it("is never deleted or replaced", async () => {
    const { workspace, control } = await open("");
    const me = await control.api("GET", "/api/service/users/current");
    const { username } = (await me.json()) as { username: string };
    const { tokens } = await control.state();
    const own = tokens.find((token) => token.username === username);
    await workspace.configure(
      loader(`display_name = "${own?.displayName}"`, `description = "${own?.description}"`),
    );
    await workspace.run("import", "atlan_api_token.loader", own?.id ?? "");
    const destroyed = await workspace.destroy();
    expect(destroyed.exitCode).toBe(1);
    expect(destroyed.prose).toContain("Refused to delete the token in use");
    const replaced = await workspace.apply("-replace=atlan_api_token.loader");
    expect(replaced.exitCode).toBe(1);
    expect(replaced.prose).toContain("Refused to replace the token in use");
    expect((await control.state()).tokens).toHaveLength(tokens.length);
  });
});

describe("two tenants", () => {
  const open = stages();

  it("are told apart by alias", async () => {
    await using second = await startTenant();
    const { workspace, control } = await open(`
      provider "atlan" {}
      provider "atlan" {
        alias    = "second"
        base_url = "${second.baseUrl}"
        api_key  = "${second.apiKey}"
      }
      ${loader(named)}
      resource "atlan_api_token" "second" {
        provider     = atlan.second
        display_name = "second robot"
      }`);
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
    expect(await control.tokensNamed("second robot")).toEqual([]);
    expect(await controlOf(second).tokensNamed("second robot")).toHaveLength(1);
    expect(await workspace.destroy()).toMatchObject({ exitCode: 0 });
  });
});

describe("two stacks on one tenant", () => {
  const open = stages();

  it("do not see each other's tokens", async () => {
    const first = await open(loader(named));
    const environment = { ...first.tenant.env() };
    const second = await open(loader('display_name = "second robot"'), { environment });
    await Promise.all([first.workspace.apply(), second.workspace.apply()]);
    expect((await first.workspace.plan()).exitCode).toBe(0);
    expect((await second.workspace.plan()).exitCode).toBe(0);
    await second.workspace.destroy();
    expect(await first.control.tokensNamed(NAME)).toHaveLength(1);
  });
});

describe.each(engines)("an interrupt of $name", ({ binary }) => {
  const open = stages({ binary });

  it("during the readiness wait keeps the token, tainted, and says so", async () => {
    const stage = await open(loader(named));
    const { workspace, control } = stage;
    await control.changeSettings({ tokenActivationMs: 3_600_000 });
    const output = await interruptedApply(stage, async () => {
      const sent = await control.requests();
      return sent.filter(({ status }) => status === 401).length > 1;
    });
    expect(output).not.toMatch(/rpc error|did not respond/);
    expect((await workspace.state()).resources[0]?.instances[0]?.status).toBe("tainted");
    await control.changeSettings({ tokenActivationMs: 0 });
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
  });
});
