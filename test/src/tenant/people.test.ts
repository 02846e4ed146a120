// The tenant's personas, users and roles.
import { describe, expect, test } from "@jest/globals";
import { at, filterOf } from "./http-client.js";
import { NEW_YEAR, useTenant } from "./use-tenant.js";

const stage = useTenant();
const DOCUMENTED_FIELDS = [
  "id name displayName description createdAt createdBy updatedAt updatedBy type level version enabled",
  "metadataPolicies dataPolicies glossaryPolicies users groups readme resources attributes",
]
  .join(" ")
  .split(" ");

describe("personas", () => {
  const list = async (query = "") => (await stage.send(`GET /api/service/personas${query}`)).body;

  test("records have the 20 documented fields", async () => {
    const body = await list();
    expect(Object.keys(at(body, "records.0") ?? {}).sort()).toEqual([...DOCUMENTED_FIELDS].sort());
    expect(body).toMatchObject({
      totalRecord: 2,
      filterRecord: 2,
      records: [
        {
          name: "Data Assets",
          description: "All of them",
          createdAt: NEW_YEAR,
          updatedAt: null,
          updatedBy: "",
          type: "persona",
          level: "workspace",
          enabled: true,
        },
        { users: [expect.stringMatching(/^[0-9a-f-]{36}$/)] },
      ],
    });
  });

  test("columns that were not asked for are null or empty, the name is not", async () => {
    const record = at(await list("?columns=id&columns=enabled&limit=1"), "records.0");
    expect(record).toMatchObject({
      id: expect.stringMatching(/.{36}/),
      name: "Data Assets",
      enabled: true,
      displayName: "",
      metadataPolicies: null,
      createdAt: null,
    });
  });

  test.each([
    { query: "?sort=-createdAt&limit=1", expected: ["Loaders"] },
    { query: "?sort=createdBy&limit=0", expected: ["Data Assets", "Loaders"] },
    { query: `?${filterOf({ name: { $ilike: "%data%" } })}`, expected: ["Data Assets"] },
    { query: "?offset=2", expected: [] },
  ])("$query", async ({ query, expected }) => {
    const records = at(await list(query), "records");
    expect(Array.isArray(records) && records.map((record) => at(record, "name"))).toEqual(expected);
  });

  test("totalRecord counts all under a filter, filterRecord what matches", async () => {
    const filter = filterOf({ name: "Loaders" });
    expect(await list(`?${filter}`)).toMatchObject({ totalRecord: 2, filterRecord: 1 });
    const none = filterOf({ name: "none" });
    expect(await list(`?${none}`)).toEqual({ totalRecord: 2, filterRecord: 0, records: [] });
  });

  test("only the documented fields sort", async () => {
    expect(await stage.send("GET /api/service/personas?sort=name")).toMatchObject({
      status: 400,
      body: { message: 'cannot sort by "name"' },
    });
  });

  test("count=false makes both counters 0", async () => {
    expect(await list("?count=false")).toMatchObject({
      totalRecord: 0,
      filterRecord: 0,
      records: [{}, {}],
    });
  });
});

describe("users", () => {
  const usernames = async (query: string) => {
    const records = at((await stage.send(`GET /api/service/users?${query}`)).body, "records");
    return Array.isArray(records) ? records.map((record) => at(record, "username")) : records;
  };

  test.each([
    { filter: { username: "amira" }, expected: ["amira"] },
    { filter: { $and: [{ username: { $eq: "tomas" } }] }, expected: ["tomas"] },
    { filter: { username: { $in: ["ingrid", "amira"] } }, expected: ["amira", "ingrid"] },
    { filter: { email: { $ilike: "%INGRID@%" } }, expected: ["ingrid"] },
    { filter: { username: "service-account-x" }, expected: [] },
  ])("$filter", async ({ filter, expected }) => {
    expect(await usernames(`${filterOf(filter)}&sort=username`)).toEqual(expected);
  });

  test("totalRecord counts all under a filter, filterRecord what matches", async () => {
    const { body } = await stage.send(`GET /api/service/users?${filterOf({ username: "tomas" })}`);
    expect(body).toMatchObject({ totalRecord: 3, filterRecord: 1, records: [{}] });
  });

  test("limit=0 is no limit", async () => {
    expect(await usernames("limit=0")).toHaveLength(3);
  });

  test("columns narrow the record, and leave the username", async () => {
    const { body } = await stage.send(
      "GET /api/service/users?columns=email&maxLoginEvents=1&limit=1",
    );
    expect(at(body, "records.0")).toEqual({
      id: expect.any(String),
      username: "amira",
      email: "amira@example.com",
    });
  });

  test("a token's current user has its own GUID and no email", async () => {
    const token = at(await stage.control.state(), "tokens.0");
    const { body } = await stage.send("GET /api/service/users/current");
    expect(body).toMatchObject({ username: at(token, "username"), email: "", attributes: {} });
    expect(at(body, "id")).not.toBe(at(token, "id"));
  });
});

describe("roles", () => {
  const names = async (filter: unknown) => {
    const { body } = await stage.send(
      `GET /api/service/roles?count=True&limit=100&${filterOf(filter)}`,
    );
    const records = at(body, "records");
    return Array.isArray(records) ? records.map((record) => at(record, "name")) : records;
  };

  test.each([
    { filter: { $or: [{ level: "workspace" }, { level: "admin-subrole" }] }, found: 5 },
    { filter: { level: "admin-subrole" }, found: 1 },
    { filter: { name: "$guest" }, found: 1 },
    { filter: { name: { $ilike: "$ADMIN%" } }, found: 2 },
  ])("$filter finds $found", async ({ filter, found }) => {
    expect(await names(filter)).toHaveLength(found);
  });

  test("parameters that the Java SDK leaves empty say nothing", async () => {
    const answer = await stage.send("GET /api/service/roles?limit=&offset=&count=&sort=&filter=");
    expect(answer.body).toMatchObject({ totalRecord: 5, filterRecord: 5 });
  });

  test("counters of members are texts, and labels are those of the product", async () => {
    const { body } = await stage.send("GET /api/service/roles");
    expect(body).toMatchObject({
      records: expect.arrayContaining([
        expect.objectContaining({
          name: "$admin",
          description: "Admin",
          memberCount: "0",
          userCount: "0",
          clientRole: false,
        }),
        expect.objectContaining({ name: "$member", description: "Member" }),
        expect.objectContaining({ name: "$guest", description: "Guest" }),
        expect.objectContaining({
          name: "$admin_connections",
          description: "Admins (Connections)",
          level: "admin-subrole",
        }),
      ]),
    });
  });
});
