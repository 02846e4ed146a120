// A connection admin through its life: create, read, update, delete and import against a tenant.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { type PluginRun, pluginRun } from "./plugin-run.js";

const TYPE = "atlan_connection_admin";
const TEN_MINUTES_SECONDS = 600;
const NOWHERE = "00000000-0000-4000-8000-000000000000";

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
const writesIn = (sent: readonly string[]) => sent.filter((one) => one.startsWith("POST"));

describe("create", () => {
  it("adds, and touches nobody else", async () => {
    const { state, errors, warnings } = await run.create(TYPE, grant("tomas"));
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(state).toMatchObject(grant("tomas"));
    expect(await world.admins()).toEqual(["amira", "ingrid", "tomas"]);
  });

  it("writes as the person, and does everything else as the API key", async () => {
    await run.create(TYPE, grant("tomas"));
    const { guid } = world.connection;
    expect(await world.sent()).toEqual([
      `GET entity/guid/${guid} api key`,
      "GET users/current api key",
      "GET users/current amira",
      "POST entity/bulk amira",
      `GET entity/guid/${guid} api key`,
    ]);
  });

  it("of what is there already is no write, and warns that destroy takes it away", async () => {
    const { state, warnings } = await run.create(TYPE, grant("ingrid"));
    expect(state).toMatchObject({ usernames: ["ingrid"] });
    expect(writesIn(await world.sent())).toEqual([]);
    expect(warnings).toMatchObject([
      {
        summary: expect.stringMatching(/connection admin on .* existed already: ingrid/),
        detail: expect.stringContaining("destroying the resource takes the right away"),
      },
    ]);
  });

  it("that fails keeps nothing, for a username that the tenant does not know", async () => {
    const { state, errors } = await run.create(TYPE, grant("tomas", "tmoas"));
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      {
        summary: "Username unknown to the tenant",
        detail: expect.stringMatching(
          /add "tomas", "tmoas" to the admins.*tmoas.*amira.* for a person/s,
        ),
        attribute: ["usernames"],
      },
    ]);
    expect(await world.admins()).toEqual(["amira", "ingrid"]);
  });

  it("that was written but cannot be looked at keeps it, with an error", async () => {
    const match = { method: "GET", path: `entity/guid/${world.connection.guid}` };
    await world.control.addFaults({ match, skip: 1, times: 99, do: { status: 401, body: {} } });
    const { state, errors } = await run.create(TYPE, grant("tomas", "ingrid"));
    expect(errors).toHaveLength(1);
    expect(state).toMatchObject(grant("tomas"));
    await world.control.clearFaults();
    expect(await world.admins()).toContain("tomas");
  });

  it("on a collection's GUID is an error", async () => {
    const wrong = { connection_id: world.collection.guid, usernames: ["tomas"] };
    const { state, errors } = await run.create(TYPE, wrong);
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      {
        summary: "connection_id is not the GUID of a connection",
        detail: expect.stringContaining('the Collection "Finance"'),
        attribute: ["connection_id"],
      },
    ]);
  });

  it("on nothing is an error", async () => {
    const { errors } = await run.create(TYPE, { ...grant("tomas"), connection_id: NOWHERE });
    expect(errors).toMatchObject([
      { summary: "Cannot create connection admin", detail: expect.stringContaining(NOWHERE) },
    ]);
  });
});

describe("read", () => {
  it("is what the state says and the tenant has", async () => {
    await run.create(TYPE, grant("tomas"));
    const { state, warnings } = await run.read(TYPE, grant("tomas", "somebody"));
    expect(state).toMatchObject({ usernames: ["tomas"] });
    expect(warnings).toEqual([]);
  });

  it("says so when nobody is left", async () => {
    const { state, warnings } = await run.read(TYPE, grant("tomas"));
    expect(state).toBeNull();
    expect(warnings).toMatchObject([
      { summary: `The connection admin on ${world.connection.guid} is gone` },
    ]);
  });

  it("counts a token that is gone as removed, although the list still names it", async () => {
    const [loader] = await world.control.tokensNamed("loader");
    const created = await run.create(TYPE, grant("tomas", loader?.username ?? ""));
    expect(created.errors).toEqual([]);
    await world.control.advance(TEN_MINUTES_SECONDS);
    await world.control.api("DELETE", `/api/service/apikeys/${loader?.id}`);
    const { state } = await run.read(TYPE, created);
    expect(state).toMatchObject({ usernames: ["tomas"] });
  });

  it("keeps the state of what neither credential sees, with a warning that folds", async () => {
    await world.control.changeSettings({ tokenReads: "granted" });
    const blind = await pluginRun(world.tenant, { bearer: null });
    const { state, warnings, errors } = await blind.read(TYPE, grant("tomas"));
    expect(errors).toEqual([]);
    expect(state).toMatchObject({ usernames: ["tomas"] });
    expect(warnings).toMatchObject([
      { summary: "Some connection admin grants were not read: not visible" },
    ]);
  });

  it("works as the person where the API key may not look", async () => {
    await world.control.changeSettings({ tokenReads: "granted" });
    const { state } = await run.read(TYPE, grant("ingrid"));
    expect(state).toMatchObject({ usernames: ["ingrid"] });
  });

  it("is not broken by a bearer token that has expired", async () => {
    await world.control.changeSettings({ tokenReads: "granted" });
    const late = await pluginRun(world.tenant, { bearer: "expired" });
    const { state, errors } = await late.read(TYPE, grant("ingrid"));
    expect(errors).toEqual([]);
    expect(state).toMatchObject({ usernames: ["ingrid"] });
  });

  it("takes another 404 for an error", async () => {
    const match = { method: "GET", path: "entity/guid" };
    await world.control.addFaults({ match, do: { status: 404, body: "no route" } });
    const { state, errors } = await run.read(TYPE, grant("ingrid"));
    expect(state).toMatchObject({ usernames: ["ingrid"] });
    expect(errors).toMatchObject([{ summary: "Cannot read connection admin" }]);
  });

  it.each([null, undefined, []])("takes %p for an empty list", async (adminUsers) => {
    const { guid } = world.connection;
    const attributes = { name: "n", qualifiedName: "q", adminUsers };
    const entity = { guid, typeName: "Connection", status: "ACTIVE", attributes };
    const match = { method: "GET", path: "entity/guid" };
    await world.control.addFaults({ match, do: { status: 200, body: { entity } } });
    const { state, warnings } = await run.read(TYPE, grant("ingrid"));
    expect(state).toBeNull();
    expect(warnings).toHaveLength(1);
  });

  it("asks once for fifty grants on one connection", async () => {
    await Promise.all(Array.from({ length: 50 }, () => run.read(TYPE, grant("ingrid"))));
    expect(await world.sent()).toHaveLength(1);
  });
});

describe("update", () => {
  it("gives and takes in one write", async () => {
    const created = await run.create(TYPE, grant("tomas"));
    await world.sent();
    const later = await pluginRun(world.tenant);
    const { state, errors } = await later.update(TYPE, created, grant("person-1"));
    expect(errors).toEqual([]);
    expect(state).toMatchObject({ usernames: ["person-1"] });
    expect(await world.admins()).toEqual(["amira", "ingrid", "person-1"]);
    expect(writesIn(await world.sent())).toHaveLength(1);
  });

  it("that fails keeps the prior ones", async () => {
    const created = await run.create(TYPE, grant("tomas"));
    const { state, errors } = await run.update(TYPE, created, grant("tomas", "tmoas"));
    expect(errors).toHaveLength(1);
    expect(state).toMatchObject({ usernames: ["tomas"] });
  });

  it("of what is gone is an error, and keeps the prior state", async () => {
    const prior = { connection_id: NOWHERE, usernames: ["tomas"] };
    const { state, errors } = await run.update(TYPE, prior, { ...prior, usernames: ["ingrid"] });
    expect(errors).toHaveLength(1);
    expect(state).toMatchObject({ usernames: ["tomas"] });
  });
});

describe("delete", () => {
  it("takes only its own", async () => {
    const created = await run.create(TYPE, grant("tomas"));
    const later = await pluginRun(world.tenant);
    const { state, errors } = await later.remove(TYPE, created);
    expect({ state, errors }).toEqual({ state: null, errors: [] });
    expect(await world.admins()).toEqual(["amira", "ingrid"]);
  });

  it.each([
    ["who holds nothing any more", () => grant("tomas")],
    ["on what is gone", () => ({ connection_id: NOWHERE, usernames: ["tomas"] })],
  ])("of somebody %s succeeds without a write", async (_name, prior) => {
    const { state, errors } = await run.remove(TYPE, prior());
    expect({ state, errors }).toEqual({ state: null, errors: [] });
    expect(writesIn(await world.sent())).toEqual([]);
  });

  it("of the last admin is refused, and says who could be made one first", async () => {
    const { state, errors } = await run.remove(TYPE, grant("amira", "ingrid"));
    expect(state).toMatchObject({ usernames: ["amira", "ingrid"] });
    expect(errors).toMatchObject([
      {
        summary: "The connection would have no admin left",
        detail: expect.stringContaining(`Make somebody else admin first: ${world.own}`),
      },
    ]);
  });

  it("of the API key's own right is refused where it would no longer see the connection", async () => {
    await world.control.changeSettings({ tokenReads: "granted" });
    const created = await run.create(TYPE, grant(world.own));
    expect(created.errors).toEqual([]);
    const { state, errors } = await (await pluginRun(world.tenant)).remove(TYPE, created);
    expect(state).toMatchObject({ usernames: [world.own] });
    expect(errors).toMatchObject([{ summary: "Refused to remove the API key's own right" }]);
    expect(await world.admins()).toContain(world.own);
  });

  it("of the API key's own right is refused where only its neighbour was given it", async () => {
    await world.control.changeSettings({ tokenReads: "granted" });
    await run.create(TYPE, grant(world.own));
    const mixed = await (await pluginRun(world.tenant)).create(TYPE, grant(world.own, "tomas"));
    const { errors } = await (await pluginRun(world.tenant)).remove(TYPE, mixed);
    expect(errors).toMatchObject([{ summary: "Refused to remove the API key's own right" }]);
    expect(await world.admins()).toContain(world.own);
  });

  it("of the API key's own right is done where it saw the connection before", async () => {
    const created = await run.create(TYPE, grant(world.own));
    const { errors } = await (await pluginRun(world.tenant)).remove(TYPE, created);
    expect(errors).toEqual([]);
    expect(await world.admins()).toEqual(["amira", "ingrid"]);
  });
});

describe("import", () => {
  it("takes the connection and who holds the right", async () => {
    const { state, errors } = await run.import(TYPE, `${world.connection.guid}, ingrid,amira`);
    expect(errors).toEqual([]);
    expect(state).toMatchObject(grant("ingrid", "amira"));
  });

  it("lists those who do not hold it", async () => {
    const { state, errors } = await run.import(TYPE, `${world.connection.guid},ingrid,tomas,Amira`);
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      { detail: expect.stringContaining("these users are not admins: tomas, Amira") },
    ]);
  });

  it.each(["", "x", ",x", "a,,b", "a,"])("does not understand %p", async (id) => {
    const { errors } = await run.import(TYPE, id);
    expect(errors).toMatchObject([
      {
        summary: "Import id not understood",
        detail: expect.stringContaining("<connection GUID>,<username>[,<username>…]"),
      },
    ]);
  });
});
