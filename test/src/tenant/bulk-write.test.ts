// The tenant's bulk write: what it changes, creates and refuses.
import { describe, expect, test } from "@jest/globals";
import { bulkEdits } from "./bulk-edits.js";
import { at, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const { state, bulk, edit } = bulkEdits(stage);
const loader = async () => textAt(await state("tokens.1"), "username");

describe("update", () => {
  test("refuses one entity twice, rather than lose half of it", async () => {
    const entities = [
      ...(await edit("connections.0", { adminUsers: ["amira", await loader()] })),
      ...(await edit("connections.0", { description: "ours" })),
    ];
    expect(await bulk(entities)).toMatchObject({ status: 501 });
    expect(await state("connections.0.adminUsers")).toEqual(["amira"]);
    expect(await state("connections.0.description")).toBe("");
  });

  test("replaces a list, and reports the header with it", async () => {
    const token = await loader();
    const guid = await state("connections.0.guid");
    const answer = await bulk(
      await edit("connections.0", { adminUsers: ["amira", token] }, { guid: "-5" }),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      mutatedEntities: {
        UPDATE: [
          expect.objectContaining({
            guid,
            attributes: expect.objectContaining({ adminUsers: ["amira", token] }),
          }),
        ],
      },
      guidAssignments: { "-5": guid },
    });
    expect(await state("connections.0.adminUsers")).toEqual(["amira", token]);
  });

  test.each([
    { says: "an absent list is unchanged", attributes: {}, expected: ["amira"] },
    {
      says: "the same names in another order are no change",
      attributes: { adminUsers: ["amira"] },
      expected: ["amira"],
    },
  ])("$says, mutates nothing, and is allowed to anybody", async ({ attributes, expected }) => {
    const answer = await bulk(await edit("connections.0", attributes), stage.tenant.apiKey);
    expect(answer).toMatchObject({ status: 200, body: { guidAssignments: {} } });
    expect(at(answer.body, "mutatedEntities")).toBeUndefined();
    expect(await state("connections.0.adminUsers")).toEqual(expected);
  });

  test("a real GUID goes before the qualified name, which stays", async () => {
    const guid = await state("connections.0.guid");
    const before = await state("connections.0.qualifiedName");
    const answer = await bulk([
      { typeName: "Connection", guid, attributes: { qualifiedName: "other", name: "renamed" } },
    ]);
    expect(answer.status).toBe(200);
    expect([await state("connections.0.qualifiedName"), await state("connections.0.name")]).toEqual(
      [before, "renamed"],
    );
  });

  test("primitive attributes alone are a partial update, a list among them makes it a whole one", async () => {
    const kinds = async (attributes: object) => {
      const { body } = await bulk(await edit("connections.0", attributes));
      return Object.keys(Object(at(body, "mutatedEntities")));
    };
    expect(await kinds({ description: "ours" })).toEqual(["PARTIAL_UPDATE"]);
    expect(await kinds({ description: "", adminUsers: ["amira", "tomas"] })).toEqual(["UPDATE"]);
  });

  test("whoever is in a role of the connection may change it", async () => {
    expect((await bulk(await edit("connections.2", { description: "x" }))).status).toBe(200);
  });

  test("the creator of a collection is put back, the one of a connection is not", async () => {
    const token = await loader();
    await bulk(await edit("collections.0", { adminUsers: [token] }));
    await bulk(await edit("connections.0", { adminUsers: [token] }));
    expect(await state("collections.0.adminUsers")).toEqual([token, "amira"]);
    expect(await state("connections.0.adminUsers")).toEqual([token]);
  });

  test.each([
    {
      says: "a connection by a stranger",
      path: "connections.1",
      attributes: { adminUsers: ["amira"] },
      status: 403,
      words: "ATLAS-403-00-001",
    },
    {
      says: "the last admin away",
      path: "connections.0",
      attributes: { adminUsers: [] },
      status: 400,
      words: "ATLAS-400-00-114",
    },
    {
      says: "the last admin away by null",
      path: "connections.0",
      attributes: { adminUsers: null },
      status: 400,
      words: "ATLAS-400-00-114",
    },
    {
      says: "an unknown user",
      path: "connections.0",
      attributes: { adminUsers: ["amira", "eve"] },
      status: 500,
      words: "Keycloak user not found with userName eve",
    },
    {
      says: "an unknown viewer",
      path: "collections.0",
      attributes: { viewerUsers: ["eve"] },
      status: 500,
      words: "userName eve",
    },
    {
      says: "a name with markup",
      path: "connections.0",
      attributes: { adminUsers: ["<b>"] },
      status: 400,
      words: "ATLAS-400-00-029",
    },
    {
      says: "a list over 100,000 characters",
      path: "connections.0",
      attributes: {
        adminUsers: ["amira", ...Array.from({ length: 6000 }, (_, n) => `user-number-${n}`)],
      },
      status: 500,
      words: "ATLAS-500-00-001",
    },
    {
      says: "a text over 100,000 characters",
      path: "connections.0",
      attributes: { description: "x".repeat(100_001) },
      status: 500,
      words: "ATLAS-500-00-001",
    },
    {
      says: "a list that is none",
      path: "connections.0",
      attributes: { adminUsers: "amira" },
      status: 400,
      words: "ATLAS-400-00-029",
    },
  ])("refuses $says, and changes nothing", async ({ path, attributes, status, words }) => {
    const before = await stage.control.state();
    const answer = await bulk([
      ...(await edit("connections.2", { description: "x" })),
      ...(await edit(path, attributes)),
    ]);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect(await stage.control.state()).toEqual(before);
  });

  test("an unknown user may be removed", async () => {
    const [{ guid } = { guid: "" }] = (await stage.control.state()).connections;
    const fault = { match: {}, do: { before: [{ addAdminUsers: { guid, usernames: ["eve"] } }] } };
    await stage.control.addFaults(fault);
    expect((await bulk(await edit("connections.0", { adminUsers: ["amira"] }))).status).toBe(200);
    const left = await state("connections.0.adminUsers");
    expect(left).toEqual(["amira"]);
  });

  test("a token cannot add itself, and can once a person did", async () => {
    const self = textAt(await state("tokens.0"), "username");
    const asToken = async (adminUsers: string[]) =>
      (await bulk(await edit("connections.0", { adminUsers }), stage.tenant.apiKey)).status;
    expect(await asToken(["amira", self])).toBe(403);
    await bulk(await edit("connections.0", { adminUsers: ["amira", self] }));
    expect(await asToken([self])).toBe(200);
  });
});

test("an unknown group of a connection is refused", async () => {
  expect(await bulk(await edit("connections.0", { adminGroups: ["strangers"] }))).toMatchObject({
    status: 500,
    body: { errorMessage: expect.stringContaining("strangers") },
  });
});

describe("create", () => {
  test.each([
    { typeName: "Connection", sent: "default/x/1", got: /^default\/x\/1$/, list: "connections.3" },
    {
      typeName: "Collection",
      sent: "anything",
      got: /^default\/collection\/amira\/[0-9a-f-]{36}$/,
      list: "collections.1",
    },
    { typeName: "Persona", sent: "anything", got: /^default\/\w{22}$/, list: "personas.2" },
  ])("$typeName", async ({ typeName, sent, got, list }) => {
    const answer = await bulk([
      { typeName, guid: "-7", attributes: { name: "new", qualifiedName: sent } },
    ]);
    expect(answer.status).toBe(200);
    const guid = textAt(answer.body, "guidAssignments.-7");
    expect(textAt(answer.body, "mutatedEntities.CREATE.0.attributes.qualifiedName")).toMatch(got);
    expect(await state(list)).toMatchObject({ guid, name: "new", createdBy: "amira" });
    if (typeName !== "Persona") expect(await state(`${list}.adminUsers`)).toEqual(["amira"]);
  });

  test("a qualified name in another case is another thing", async () => {
    const qualifiedName = textAt(await state("connections.0"), "qualifiedName").toUpperCase();
    const answer = await bulk([
      { typeName: "Connection", attributes: { name: "development", qualifiedName } },
    ]);
    expect(at(answer.body, "mutatedEntities.CREATE")).toHaveLength(1);
  });

  test.each([
    { says: "no entities", entities: [], status: 400, words: "ATLAS-400-00-01A" },
    { says: "entities that are no list", entities: {}, status: 400, words: "ATLAS-400-00-01A" },
    {
      says: "an unknown real GUID",
      entities: [{ typeName: "Connection", guid: "abc", attributes: {} }],
      status: 404,
      words: "abc",
    },
    {
      says: "no qualified name",
      entities: [{ typeName: "Connection", attributes: { name: "a" } }],
      status: 404,
      words: "Connection.qualifiedName: mandatory attribute value missing",
    },
    {
      says: "no name",
      entities: [{ typeName: "Persona", attributes: { qualifiedName: "a" } }],
      status: 404,
      words: "ATLAS-404-00-007",
    },
    {
      says: "too many at once",
      entities: Array.from({ length: 10_001 }, () => ({ typeName: "Connection" })),
      status: 400,
      words: "ATLAS-400-00-212",
    },
    {
      says: "another type",
      entities: [{ typeName: "Table", attributes: {} }],
      status: 501,
      words: "Table",
    },
    {
      says: "one new entity twice",
      entities: ["a", "b"].map((name) => ({
        typeName: "Connection",
        attributes: { name, qualifiedName: "default/snowflake/1" },
      })),
      status: 501,
      words: "one entity twice",
    },
  ])("refuses $says", async ({ entities, status, words }) => {
    const answer = await bulk(entities);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });

  test("refuses two ways to treat tags", async () => {
    const answer = await bulk(
      await edit("connections.0", {}),
      undefined,
      "?replaceTags=true&appendTags=true",
    );
    expect(answer).toMatchObject({ status: 400, body: { errorCode: "ATLAS-400-00-01A" } });
  });
});
