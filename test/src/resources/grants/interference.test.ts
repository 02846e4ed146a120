// A tenant that is late, that breaks, or where another writer is at work at the worst moment.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { type PluginRun, pluginRun } from "./plugin-run.js";

const TYPE = "atlan_connection_admin";
const NOWHERE = "00000000-0000-4000-8000-000000000000";
const bulk = { method: "POST", path: "entity/bulk" };

let world: AssetWorld;
let run: PluginRun;
beforeEach(async () => {
  world = await assetWorld();
  run = await pluginRun(world.tenant);
});
afterEach(() => world.tenant.stop());

const grant = (...usernames: readonly string[]) => ({
  connection_id: world.connection.guid,
  usernames,
});

describe("with a tenant that is late or interferes", () => {
  it("does not look at the search index", async () => {
    await world.control.changeSettings({ searchLagMs: 3_600_000 });
    await run.create(TYPE, grant("tomas"));
    expect((await run.read(TYPE, grant("tomas"))).state).toMatchObject({ usernames: ["tomas"] });
  });

  it("writes again what another writer took away", async () => {
    const { guid } = world.connection;
    const taken = { removeAdminUsers: { guid, usernames: ["tomas"] } };
    await world.control.addFaults({ match: bulk, times: 2, do: { after: [taken] } });
    expect((await run.create(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await world.admins()).toContain("tomas");
  });

  it("puts back what somebody else had when it vanishes with the write", async () => {
    const { guid } = world.connection;
    const taken = { removeAdminUsers: { guid, usernames: ["ingrid", "tomas"] } };
    await world.control.addFaults({ match: bulk, do: { after: [taken] } });
    expect((await run.create(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await world.admins()).toEqual(["amira", "ingrid", "tomas"]);
  });

  it("keeps what somebody else adds between two tries", async () => {
    const { guid } = world.connection;
    await world.control.addFaults(
      { match: bulk, do: { status: 503 } },
      {
        match: { method: "GET", path: "entity/guid" },
        skip: 1,
        do: { before: [{ addAdminUsers: { guid, usernames: ["person-9"] } }] },
      },
    );
    expect((await run.create(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await world.admins()).toEqual(["amira", "ingrid", "person-9", "tomas"]);
  });

  it("gives up in the end, and says what was written, what was read, and who changed it last", async () => {
    const { guid } = world.connection;
    const taken = { removeAdminUsers: { guid, usernames: ["tomas"] } };
    await world.control.addFaults({ match: bulk, times: 99, do: { after: [taken] } });
    const { state, errors } = await run.create(TYPE, grant("tomas"));
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      {
        summary: "A connection admin was written, but not kept",
        detail: expect.stringMatching(/with "tomas".*without "tomas".*changed last by amira/),
      },
    ]);
  });

  it("counts a reply that was lost as written when it reads so", async () => {
    await world.control.addFaults({ match: bulk, do: { dropReply: true } });
    const { state, warnings, errors } = await run.create(TYPE, grant("tomas"));
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(state).toMatchObject({ usernames: ["tomas"] });
  });

  it.each([
    ["creates", { CREATE: [{ guid: NOWHERE }] }],
    ["changes another asset", { UPDATE: [{ guid: NOWHERE }] }],
  ])("stops at a write that %s", async (_name, mutatedEntities) => {
    await world.control.addFaults({
      match: bulk,
      do: { replyAfterCommit: { status: 200, body: { mutatedEntities } } },
    });
    const { errors } = await run.create(TYPE, grant("tomas"));
    expect(errors).toMatchObject([
      {
        summary: "The tenant changed another asset",
        detail: expect.stringContaining(NOWHERE),
      },
    ]);
  });

  it("takes a change that is reported as partial for a change", async () => {
    const { guid } = world.connection;
    const mutatedEntities = { PARTIAL_UPDATE: [{ guid }] };
    await world.control.addFaults({
      match: bulk,
      do: { replyAfterCommit: { status: 200, body: { mutatedEntities } } },
    });
    expect(await run.create(TYPE, grant("tomas"))).toMatchObject({
      state: grant("tomas"),
      errors: [],
    });
  });

  it("keeps what another asset's write may have given beside it, unchecked", async () => {
    await world.control.addFaults({
      match: bulk,
      do: {
        replyAfterCommit: {
          status: 200,
          body: { mutatedEntities: { CREATE: [{ guid: NOWHERE }] } },
        },
      },
    });
    const created = await run.create(TYPE, grant("tomas"));
    expect(created.state).toMatchObject(grant("tomas"));
    expect(await world.admins()).toContain("tomas");
  });
});

describe("an asset that is deleted, which says so itself", () => {
  const deleteAsset = () => ({ deleteAsset: { guid: world.connection.guid } });
  const isDeleted = async () => {
    await world.control.addFaults({ match: { path: "whoami" }, do: { before: [deleteAsset()] } });
    await world.control.api("GET", "/api/service/whoami");
  };

  it("takes its grants out of the state, with a warning", async () => {
    const created = await run.create(TYPE, grant("tomas"));
    await isDeleted();
    const { state, warnings, errors } = await (await pluginRun(world.tenant)).read(TYPE, created);
    expect({ state, errors }).toEqual({ state: null, errors: [] });
    expect(warnings).toMatchObject([{ detail: expect.stringContaining("was deleted outside") }]);
  });

  it("lets its grants be destroyed without a write", async () => {
    const created = await run.create(TYPE, grant("tomas"));
    await isDeleted();
    await world.sent();
    expect(await run.remove(TYPE, created)).toMatchObject({ state: null, errors: [] });
    expect((await world.sent()).filter((one) => one.startsWith("POST"))).toEqual([]);
  });

  it("fails an update, and keeps the prior state", async () => {
    const created = await run.create(TYPE, grant("tomas"));
    await isDeleted();
    const updated = await run.update(TYPE, created, grant("tomas", "person-1"));
    expect(updated).toMatchObject({
      state: grant("tomas"),
      errors: [{ detail: expect.stringContaining("was deleted") }],
    });
  });

  it("fails a create whose asset goes right after the write, without waiting for it", async () => {
    await world.control.addFaults({ match: bulk, do: { after: [deleteAsset()] } });
    const created = await run.create(TYPE, grant("tomas"));
    expect(created).toMatchObject({ state: null, errors: [{ severity: "error" }] });
    expect((await world.sent()).filter((one) => one.startsWith("GET entity"))).toHaveLength(2);
  });
});
