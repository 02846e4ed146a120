// Editors and viewers of a collection: two lists of one asset, and a creator whom the tenant keeps.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { type PluginRun, pluginRun } from "./plugin-run.js";

const EDITOR = "atlan_collection_editor";
const VIEWER = "atlan_collection_viewer";

let world: AssetWorld;
let run: PluginRun;
beforeEach(async () => {
  world = await assetWorld();
  run = await pluginRun(world.tenant);
});
afterEach(() => world.tenant.stop());

const grant = (...usernames: readonly string[]) => ({
  collection_id: world.collection.guid,
  usernames,
});
const lists = async () => {
  const { adminUsers, viewerUsers } = (await world.assets()).collection;
  return { adminUsers, viewerUsers };
};

describe("a collection", () => {
  it("gets editors and viewers at the same time, each in its own list and its own write", async () => {
    const done = await Promise.all([
      run.create(EDITOR, grant("tomas")),
      run.create(VIEWER, grant("person-1")),
      run.create(VIEWER, grant("person-2")),
    ]);
    expect(done.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await lists()).toEqual({
      adminUsers: ["amira", "tomas"],
      viewerUsers: ["ingrid", "person-1", "person-2"],
    });
    const writes = (await world.sent()).filter((one) => one.startsWith("POST"));
    expect(writes).toHaveLength(2);
  });

  it("keeps its creator: destroy succeeds with a warning and without a write", async () => {
    const { state, errors, warnings } = await run.remove(EDITOR, grant("amira"));
    expect({ state, errors }).toEqual({ state: null, errors: [] });
    expect(warnings).toMatchObject([
      {
        summary: `The creator stays collection editor of ${world.collection.guid}`,
        detail: expect.stringContaining('"amira" created the collection'),
      },
    ]);
    expect((await world.sent()).filter((one) => one.startsWith("POST"))).toEqual([]);
  });

  it("keeps its creator through an update, and takes off the others", async () => {
    await run.create(EDITOR, grant("tomas"));
    const later = await pluginRun(world.tenant);
    const prior = grant("amira", "tomas");
    const { state, errors, warnings } = await later.update(EDITOR, prior, grant("person-1"));
    expect(errors).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(state).toMatchObject(grant("person-1"));
    expect((await lists()).adminUsers).toEqual(["amira", "person-1"]);
  });

  it("lets a creator go who is only a viewer", async () => {
    await run.create(VIEWER, grant("amira"));
    const { warnings } = await (await pluginRun(world.tenant)).remove(VIEWER, grant("amira"));
    expect(warnings).toEqual([]);
    expect((await lists()).viewerUsers).toEqual(["ingrid"]);
  });

  it("is not a connection", async () => {
    const { errors } = await run.create(VIEWER, {
      ...grant("tomas"),
      collection_id: world.connection.guid,
    });
    expect(errors).toMatchObject([{ summary: "collection_id is not the GUID of a collection" }]);
  });

  it("sees the API key take itself off the viewers where it stays an editor", async () => {
    await world.control.changeSettings({ tokenReads: "granted" });
    await run.create(EDITOR, grant(world.own));
    const viewer = await run.create(VIEWER, grant(world.own));
    const later = await pluginRun(world.tenant);
    expect((await later.remove(VIEWER, viewer)).errors).toEqual([]);
    expect((await lists()).viewerUsers).toEqual(["ingrid"]);
  });
});
