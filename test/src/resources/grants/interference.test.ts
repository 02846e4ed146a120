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
    await world.control.settings({ searchLagMs: 3_600_000 });
    await run.create(TYPE, grant("tomas"));
    expect((await run.read(TYPE, grant("tomas"))).state).toMatchObject({ usernames: ["tomas"] });
  });

  it("writes again what another writer took away", async () => {
    const { guid } = world.connection;
    const taken = { removeAdminUsers: { guid, usernames: ["tomas"] } };
    await world.control.faults({ match: bulk, times: 2, do: { after: [taken] } });
    expect((await run.create(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await world.admins()).toContain("tomas");
  });

  it("puts back what somebody else had when it vanishes with the write", async () => {
    const { guid } = world.connection;
    const taken = { removeAdminUsers: { guid, usernames: ["ingrid", "tomas"] } };
    await world.control.faults({ match: bulk, do: { after: [taken] } });
    expect((await run.create(TYPE, grant("tomas"))).errors).toEqual([]);
    expect(await world.admins()).toEqual(["amira", "ingrid", "tomas"]);
  });

  it("keeps what somebody else adds between two tries", async () => {
    const { guid } = world.connection;
    await world.control.faults(
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
    await world.control.faults({ match: bulk, times: 99, do: { after: [taken] } });
    const { state, errors } = await run.create(TYPE, grant("tomas"));
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      {
        summary: "The connection admin does not hold",
        detail: expect.stringMatching(/with "tomas".*without "tomas".*changed last by amira/),
      },
    ]);
  });

  it("counts a reply that was lost as written when it reads so", async () => {
    await world.control.faults({ match: bulk, do: { dropReply: true } });
    const { state, warnings, errors } = await run.create(TYPE, grant("tomas"));
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(state).toMatchObject({ usernames: ["tomas"] });
  });

  it.each([
    ["creates", { CREATE: [{ guid: NOWHERE }] }],
    ["changes another asset", { UPDATE: [{ guid: NOWHERE }] }],
  ])("stops at a write that %s", async (_name, mutatedEntities) => {
    await world.control.faults({
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
});
