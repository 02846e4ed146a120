// Tokens that exist already: every kind of id, the plan after it, and ids that mean nothing or too much.
import { describe, expect, it } from "@jest/globals";
import type { TenantToken } from "../../src/tenant/index.js";
import { engines } from "./harness/engines.js";
import { loader, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const seed = {
  personas: [{ name: "Data Assets" }],
  tokens: [
    {
      displayName: "loader",
      description: "Loads",
      validitySeconds: 86_400,
      personas: ["Data Assets"],
    },
    { displayName: "twin", count: 1 },
    { displayName: "forever", validitySeconds: 409_968_000 },
    { displayName: "long", validitySeconds: 200_000_000 },
  ],
};
const same = loader('display_name = "loader"', 'description = "Loads"');

describe("the import of an API token", () => {
  const open = stages();

  it.each<[string, (token: TenantToken) => string]>([
    ["its GUID", ({ id }) => id],
    ["its client ID", ({ clientId }) => clientId],
    ["its username", ({ username }) => username],
    ["its display name", ({ displayName }) => `name:${displayName}`],
  ])("goes by %s, and the next plan is empty", async (_name, idOf) => {
    const { workspace, control } = await open(same, { tenant: { seed } });
    const [token] = await control.tokensNamed("loader");
    if (token === undefined) throw new Error("Cannot import: the seed has no loader");
    const imported = await workspace.run("import", "atlan_api_token.loader", idOf(token));
    expect(imported).toMatchObject({ exitCode: 0 });
    expect(await workspace.attributes("atlan_api_token.loader")).toMatchObject({
      id: token.id,
      validity_seconds: 86_400,
      access_token: null,
      persona_qualified_names: null,
      wait_until_ready: true,
      replace_when_expired: true,
    });
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("shows one update that writes nothing when the configuration manages the links", async () => {
    const { workspace, control } = await open("", { tenant: { seed } });
    const [persona] = (await control.state()).personas;
    await workspace.configure(
      loader(
        'display_name = "loader"',
        'description = "Loads"',
        `persona_qualified_names = ["${persona?.qualifiedName}"]`,
      ),
    );
    await workspace.run("import", "atlan_api_token.loader", "name:loader");
    expect((await workspace.run("plan", "-detailed-exitcode")).output).toContain(
      "0 to add, 1 to change, 0 to destroy",
    );
    await control.clearRequests();
    expect((await workspace.apply()).output).toContain("0 added, 1 changed, 0 destroyed");
    const writes = (await control.requests()).filter(({ method }) => method !== "GET");
    expect(writes).toEqual([]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("takes an unlimited lifetime as what Atlan calls never expires", async () => {
    const { workspace } = await open(loader('display_name = "forever"'), { tenant: { seed } });
    await workspace.run("import", "atlan_api_token.loader", "name:forever");
    expect(await workspace.attributes("atlan_api_token.loader")).toMatchObject({
      validity_seconds: 409_968_000,
      expires_at: null,
      expired: false,
    });
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("replaces nothing, whatever lifetime the configuration says, and warns", async () => {
    const lines = ['display_name = "loader"', 'description = "Loads"', "validity_seconds = 3600"];
    const { workspace, control } = await open(loader(...lines), { tenant: { seed } });
    const [token] = await control.tokensNamed("loader");
    await workspace.run("import", "atlan_api_token.loader", "name:loader");
    const applied = await workspace.apply();
    expect(applied.output).toContain("0 added, 0 changed, 0 destroyed");
    expect(applied.prose).toContain("Imported API token keeps its validity_seconds");
    expect(await control.tokensNamed("loader")).toEqual([token]);
    const replaced = await workspace.apply("-replace=atlan_api_token.loader");
    expect(replaced.output).toContain("1 added, 0 changed, 1 destroyed");
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it.each(engines)("works from an import block of $name", async ({ binary }) => {
    const block = 'import {\n  to = atlan_api_token.loader\n  id = "name:loader"\n}\n';
    const { workspace } = await open(same + block, { binary, tenant: { seed } });
    expect((await workspace.apply()).output).toContain("1 imported, 0 added, 0 changed");
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it.each(engines)(
    "generates a configuration that passes as it is, whatever the lifetime, with $name",
    async ({ binary }) => {
      const blocks = ["loader", "long", "forever"].map(
        (name) => `import {\n  to = atlan_api_token.${name}\n  id = "name:${name}"\n}\n`,
      );
      const { workspace, control } = await open(blocks.join(""), { binary, tenant: { seed } });
      const before = (await control.state()).tokens;
      await workspace.run("plan", "-detailed-exitcode", "-generate-config-out=generated.tf");
      await succeeded(workspace.run("validate"));
      expect(await workspace.run("plan", "-detailed-exitcode")).toMatchObject({
        output: expect.stringContaining("3 to import, 0 to add, 0 to change, 0 to destroy"),
      });
      await succeeded(workspace.apply());
      expect(await workspace.attributes("atlan_api_token.long")).toMatchObject({
        validity_seconds: 200_000_000,
      });
      expect((await workspace.plan()).exitCode).toBe(0);
      expect((await control.state()).tokens).toEqual(before);
    },
  );

  it("refuses a new token of that lifetime, also in place of an imported one", async () => {
    const long = loader('display_name = "long"', "validity_seconds = 200000000");
    const { workspace, control } = await open(long, { tenant: { seed } });
    const says = /Invalid validity_seconds of a new API token.*got 200000000.*imported/;
    expect((await workspace.apply()).prose).toMatch(says);
    await succeeded(workspace.run("import", "atlan_api_token.loader", "name:long"));
    expect((await workspace.plan()).exitCode).toBe(0);
    expect((await workspace.apply("-replace=atlan_api_token.loader")).prose).toMatch(says);
    expect(await control.tokensNamed("long")).toHaveLength(1);
  });

  it.each([
    ["a GUID of nothing", "00000000-0000-4000-8000-000000000000", /not found/],
    ["a client ID of nothing", "apikey-00000000-0000-4000-8000-000000000000", /not found/],
    ["a name in other case, with the near miss", "name:Loader", /Similar ones:[\s\S]*"loader"/],
    ["what is no id at all", "loader", /Import id not understood[\s\S]*name:<display name>/],
  ])("refuses %s", async (_name, id, expected) => {
    const { workspace } = await open(same, { tenant: { seed } });
    const imported = await workspace.run("import", "atlan_api_token.loader", id);
    expect(imported.exitCode).toBe(1);
    expect(imported.output).toMatch(expected);
  });

  it("refuses a name that two tokens have, and lists both", async () => {
    const { workspace, control } = await open(same, { tenant: { seed } });
    await control.api("POST", "/api/service/apikeys", { displayName: "loader", description: "" });
    const imported = await workspace.run("import", "atlan_api_token.loader", "name:loader");
    expect(imported.exitCode).toBe(1);
    for (const { id } of await control.tokensNamed("loader")) expect(imported.output).toContain(id);
  });
});
