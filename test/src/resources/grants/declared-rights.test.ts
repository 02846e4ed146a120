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

  it("stays when the two spell the GUID in different cases", async () => {
    const upper = { ...grant("tomas"), connection_id: world.connection.guid.toUpperCase() };
    const prior = await run.create(TYPE, upper);
    const next = await pluginRun(world.tenant);
    await Promise.all([next.create(TYPE, grant("tomas")), next.remove(TYPE, prior)]);
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

  it("goes when the instance that declared it is deleted, in a host that goes on", async () => {
    const created = await run.create(TYPE, grant("person-1", "person-2"));
    const updated = await run.update(TYPE, created, grant("person-1"));
    expect(updated.errors).toEqual([]);
    expect(await world.admins()).not.toContain("person-2");
    expect(await run.remove(TYPE, updated)).toMatchObject({ state: null, errors: [] });
    expect(await world.admins()).not.toContain("person-1");
  });

  it("goes when an imported instance is deleted that was updated here", async () => {
    const imported = await run.import(TYPE, `${world.connection.guid},tomas`);
    const updated = await run.update(TYPE, imported, grant("tomas", "person-1"));
    await run.remove(TYPE, updated);
    expect(await world.admins()).toEqual(["amira", "ingrid"]);
  });

  it("stays when the instance is deleted that is replaced by another, which came first", async () => {
    const old = await run.create(TYPE, grant("person-1"));
    const replacement = await run.create(TYPE, grant("person-1"));
    await run.remove(TYPE, old);
    expect(await world.admins()).toContain("person-1");
    await run.remove(TYPE, replacement);
    expect(await world.admins()).not.toContain("person-1");
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

describe("an address that is renamed, with a name more that cannot be given", () => {
  const guid = () => world.connection.guid;
  const grants = {
    [TYPE]: {
      before: () => grant("tomas"),
      after: () => grant("tomas", "tmoas"),
      held: async () => (await world.admins()).includes("tomas"),
    },
    [BINDING]: {
      before: () => binding(loader),
      after: () => binding(loader, guid()),
      held: async () =>
        ((await world.control.tokensNamed("loader"))[0]?.personaQualifiedNames.length ?? 0) > 0,
    },
  };
  let loader: string;
  let persona: string;
  beforeEach(async () => {
    const { tokens, personas } = await world.control.state();
    loader = tokens.find(({ displayName }) => displayName === "loader")?.id ?? "";
    persona = personas[0]?.qualifiedName ?? "";
  });
  const binding = (...token_ids: readonly string[]) => ({
    persona_qualified_name: persona,
    token_ids,
  });

  describe.each(Object.entries(grants))("%s", (type, { before, after, held }) => {
    it.each([
      ["at once, the new one first", true, true],
      ["at once, the old one first", true, false],
      ["one after the other, the new one first", false, true],
      ["one after the other, the old one first", false, false],
    ])("is in the state if it holds: %s", async (_name, isAtOnce, isNewFirst) => {
      const old = await (await pluginRun(world.tenant)).create(type, before());
      const later = await pluginRun(world.tenant);
      // A destroy asks who the API key is; known already, both come in one batch.
      await later.remove(TYPE, grant("person-90"));
      const create = () => later.create(type, after());
      const remove = () => later.remove(type, old);
      const works = isNewFirst ? [create, remove] : [remove, create];
      const done = isAtOnce
        ? await Promise.all(works.map((work) => work()))
        : [await works[0]?.(), await works[1]?.()];
      const errors = done.flatMap((applied) => applied?.errors ?? []);
      expect(errors).toHaveLength(1);
      const kept = done.filter((applied) => applied?.state !== null);
      expect(kept).toHaveLength((await held()) ? 1 : 0);
      if (kept.length > 0) expect(kept[0]?.state).toMatchObject(before());
      expect(isAtOnce && kept.length === 0).toBe(false);
    });
  });
});
