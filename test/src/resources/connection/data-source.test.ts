import { afterEach, describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../../../../src/framework/index.js";
import { UNKNOWN } from "../../../../src/framework/index.js";
import { connectionDataSource } from "../../../../src/resources/connection/data-source.js";
import { failureOf, lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig?.tenant.stop());

const open = async () => {
  rig = await tenantSession({
    seed: {
      users: [{ username: "amira", admin: true }, { username: "ingrid" }],
      connections: [
        { name: "development", connectorName: "snowflake", adminUsers: ["amira", "ingrid"] },
        { name: "development", connectorName: "postgres", adminRoles: ["$admin"] },
        { name: "twin", connectorName: "snowflake" },
        { name: "twin", connectorName: "snowflake" },
      ],
    },
  });
  return (await rig.control.state()).connections;
};

const find = (settings: Record<string, string | number>) =>
  lookUp(rig.session, connectionDataSource, settings);
const snowflake = { name: "development", connector_name: "snowflake" };

const actors = async () =>
  (await rig.control.requests())
    .filter(({ path }) => path.includes("indexsearch"))
    .map(({ actor }) => (actor === "amira" ? "person" : "token"));

describe("atlan_connection", () => {
  it("finds by name and connector name", async () => {
    const [connection] = await open();
    expect(await find(snowflake)).toEqual({
      ...snowflake,
      id: connection?.guid,
      qualified_name: connection?.qualifiedName,
      description: "",
      admin_users: ["amira", "ingrid"],
      admin_groups: [],
      admin_roles: [],
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      created_by: "amira",
      wait_seconds: null,
    });
    expect(await actors()).toEqual(["token"]);
  });

  it("finds by GUID and by qualified name", async () => {
    const [, postgres] = await open();
    const found = { id: postgres?.guid, connector_name: "postgres", admin_roles: ["$admin"] };
    expect(await find({ id: postgres?.guid ?? "" })).toMatchObject(found);
    expect(await find({ qualified_name: postgres?.qualifiedName ?? "" })).toMatchObject(found);
  });

  it("finds nothing of another kind by its GUID", async () => {
    await open();
    const { summary } = await failureOf(find({ id: "00000000-0000-4000-8000-000000000000" }));
    expect(summary).toBe("Connection not found");
  });

  it.each([
    ["another connector", { ...snowflake, connector_name: "Snowflake" }],
    ["another case", { ...snowflake, name: "Development" }],
  ])("lists near misses for %s", async (_name, settings) => {
    const [connection] = await open();
    const { detail } = await failureOf(find(settings));
    expect(detail).toContain(`${connection?.guid}: "development"`);
    expect(detail).toContain("The API key sees only connections that it made");
  });

  it("lists the candidates when several match", async () => {
    const twins = (await open()).filter(({ name }) => name === "twin");
    const { detail } = await failureOf(find({ ...snowflake, name: "twin" }));
    for (const { guid } of twins) expect(detail).toContain(guid);
    expect(detail).toContain("by its GUID");
  });

  it("looks as the user where the API key sees nothing", async () => {
    const [connection] = await open();
    await rig.control.changeSettings({ tokenReads: "granted" });
    expect(await find(snowflake)).toMatchObject({ id: connection?.guid });
    expect(await actors()).toEqual(["token", "person"]);
  });

  it("says that the user's bearer was refused when it was", async () => {
    await open();
    await rig.control.changeSettings({ tokenReads: "granted", userBearerLifetimeSeconds: 60 });
    await rig.control.advance(120);
    const { summary, detail } = await failureOf(find(snowflake));
    expect(summary).toBe("Connection not found");
    expect(detail).toContain("None of the 0 connections that were seen is similar.");
    expect(detail).toContain("user_bearer_token was refused, perhaps because it has expired");
  });

  it("waits out the search index only when told to", async () => {
    await open();
    await rig.control.changeSettings({ searchLagMs: 300_000 });
    await rig.control.api("POST", "/api/meta/entity/bulk", {
      entities: [
        {
          typeName: "Connection",
          guid: "-1",
          attributes: {
            name: "late",
            qualifiedName: "default/snowflake/1",
            connectorName: "snowflake",
          },
        },
      ],
    });
    const late = { ...snowflake, name: "late" };
    const { detail } = await failureOf(find(late));
    expect(detail).toContain("`wait_seconds` waits");
    const found = find({ ...late, wait_seconds: 3600 });
    await rig.control.advance(600);
    expect(await found).toMatchObject({ name: "late", wait_seconds: 3600 });
  });

  it("says null for admins that the tenant hides", async () => {
    await open();
    const hit = {
      typeName: "Connection",
      guid: "7f2a",
      status: "ACTIVE",
      scrubbed: true,
      attributes: { name: "hidden", qualifiedName: "default/x/1", connectorName: "x" },
    };
    const body = { entities: [hit], approximateCount: 1 };
    await rig.control.addFaults({ match: { path: "indexsearch" }, do: { status: 200, body } });
    const found = await find({ name: "hidden", connector_name: "x" });
    expect(found).toMatchObject({ id: "7f2a", admin_users: null, created_at: null });
  });
});

describe("the arguments of atlan_connection", () => {
  const problemsOf = (settings: Record<string, string | typeof UNKNOWN>) => {
    const found: Diagnostic[] = [];
    const config = { id: null, qualified_name: null, name: null, connector_name: null };
    connectionDataSource.validate?.({ ...config, ...settings }, { add: (it) => found.push(it) });
    return found.map(({ summary, attribute }) => `${summary} at ${attribute}`);
  };

  it.each([
    ["a name alone", { name: "x" }, ["Missing connector_name at name"]],
    ["a connector name alone", { connector_name: "x" }, ["Missing name at connector_name"]],
    [
      "a connector name with a GUID",
      { id: "1", connector_name: "x" },
      ["Missing name at connector_name"],
    ],
    ["both", { name: "x", connector_name: "x" }, []],
    ["a GUID", { id: "1" }, []],
    ["an unknown name", { name: UNKNOWN, connector_name: "x" }, []],
    ["an unknown connector name", { name: "x", connector_name: UNKNOWN }, []],
  ])("%s", (_name, settings, expected) => {
    expect(problemsOf(settings)).toEqual(expected);
  });
});
