// A declared right wins within a run, in whatever order Terraform creates and destroys.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { type PluginRun, pluginRun } from "./plugin-run.js";

const TYPE = "atlan_connection_admin";
const BINDING = "atlan_token_persona_binding";

let world: AssetWorld;
let run: PluginRun;
beforeEach(async () => {
  world = await assetWorld();
  await (await pluginRun(world.tenant)).create(TYPE, grant("tomas"));
  run = await pluginRun(world.tenant);
});
afterEach(() => world.tenant.stop());

const grant = (...usernames: readonly string[]) => ({
  connection_id: world.connection.guid,
  usernames,
});

describe("a right that one resource declares and another lets go", () => {
  it("stays when both come at once, in either order", async () => {
    await Promise.all([run.remove(TYPE, grant("tomas")), run.create(TYPE, grant("tomas"))]);
    expect(await world.admins()).toContain("tomas");
    const next = await pluginRun(world.tenant);
    await Promise.all([next.create(TYPE, grant("tomas")), next.remove(TYPE, grant("tomas"))]);
    expect(await world.admins()).toContain("tomas");
  });

  it("stays when it was adopted before", async () => {
    await run.create(TYPE, grant("tomas"));
    expect((await run.remove(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await world.admins()).toContain("tomas");
  });

  it("is given again when it was taken before", async () => {
    await run.remove(TYPE, grant("tomas"));
    await run.create(TYPE, grant("tomas"));
    expect(await world.admins()).toContain("tomas");
  });

  it("stays through the removing half of an update", async () => {
    await run.create(TYPE, grant("tomas"));
    await run.update(TYPE, grant("tomas", "ingrid"), grant("ingrid"));
    expect(await world.admins()).toContain("tomas");
  });

  it("goes when the one that declared it failed", async () => {
    const failed = await run.create(TYPE, grant("tomas", "nobody-known"));
    expect(failed.errors).toHaveLength(1);
    await run.remove(TYPE, grant("tomas"));
    expect(await world.admins()).not.toContain("tomas");
  });

  it("goes when it is the same name on another kind of right", async () => {
    const viewer = { collection_id: world.collection.guid, usernames: ["tomas"] };
    await run.create("atlan_collection_viewer", viewer);
    await run.remove(TYPE, grant("tomas"));
    expect(await world.admins()).not.toContain("tomas");
  });

  it("stays for tokens and personas too", async () => {
    const [loader] = await world.control.tokensNamed("loader");
    const { personas } = await world.control.state();
    const binding = {
      persona_qualified_name: personas[0]?.qualifiedName ?? "",
      token_ids: [loader?.id ?? ""],
    };
    await Promise.all([run.create(BINDING, binding), run.remove(BINDING, binding)]);
    await run.remove(BINDING, binding);
    expect((await world.control.tokensNamed("loader"))[0]?.personaQualifiedNames).toHaveLength(1);
  });
});
