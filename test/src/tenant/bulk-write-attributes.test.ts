// What the tenant's bulk write does with attributes that have no effect here, and with what it does not keep.
import { describe, expect, test } from "@jest/globals";
import { bulkEdits } from "./bulk-edits.js";
import { at, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const { state, bulk, edit } = bulkEdits(stage);

describe("attributes without effect", () => {
  const guid = async () => textAt(await state("connections.0"), "guid");
  const read = async () => {
    const { body } = await stage.send(`GET /api/meta/entity/guid/${await guid()}`);
    return at(body, "entity.attributes");
  };
  const extras = {
    userDescription: "by hand",
    certificateStatus: "VERIFIED",
    category: "warehouse",
    viewerUsers: ["nobody known"],
    starredDetailsList: [{ assetStarredBy: "amira" }],
    rowLimit: 5,
  };

  test("are kept: in the reply, in reads, and in a search that asks for them", async () => {
    const answer = await bulk(await edit("connections.0", extras));
    expect(at(answer.body, "mutatedEntities.UPDATE.0.attributes")).toMatchObject(extras);
    expect(await read()).toMatchObject(extras);
    const search = {
      attributes: Object.keys(extras),
      dsl: { query: { term: { __guid: await guid() } } },
    };
    const hits = await stage.send("POST /api/meta/search/indexsearch", { body: search });
    expect(at(hits.body, "entities.0.attributes")).toMatchObject(extras);
  });

  test("are kept by a create, stay when left out, and go by null", async () => {
    const made = await bulk([
      {
        typeName: "Persona",
        attributes: { name: "p", qualifiedName: "p", denyAssetTabs: ["Lineage"] },
      },
    ]);
    const header = at(made.body, "mutatedEntities.CREATE.0");
    expect(at(header, "attributes.denyAssetTabs")).toEqual(["Lineage"]);
    const attributes = {
      name: "p",
      qualifiedName: at(header, "attributes.qualifiedName"),
      isAccessControlEnabled: true,
    };
    await bulk([{ typeName: "Persona", attributes: { ...attributes, description: "d" } }]);
    expect(await state("personas.2")).toMatchObject({
      description: "d",
      denyAssetTabs: ["Lineage"],
    });
    const cleared = await bulk([
      { typeName: "Persona", attributes: { ...attributes, denyAssetTabs: null } },
    ]);
    expect(Object.keys(Object(at(cleared.body, "mutatedEntities")))).toEqual(["UPDATE"]);
    expect(Object.keys(Object(await state("personas.2")))).not.toContain("denyAssetTabs");
  });

  test("the same again is no change, and a flag alone a partial update", async () => {
    const kinds = async (attributes: object) => {
      const { body } = await bulk(await edit("connections.0", attributes));
      return Object.keys(Object(at(body, "mutatedEntities")));
    };
    expect(await kinds({ allowQuery: true })).toEqual(["PARTIAL_UPDATE"]);
    expect(await kinds({ allowQuery: true })).toEqual([]);
    expect(await kinds({ allowQuery: null })).toEqual(["PARTIAL_UPDATE"]);
  });
});

describe("what the tenant does not keep is said, not dropped", () => {
  test.each([
    { more: { classifications: [{ typeName: "PII" }] }, words: "classifications" },
    { more: { businessAttributes: { cm: { a: 1 } } }, words: "businessAttributes" },
    {
      more: { relationshipAttributes: { readme: { guid: "x" } } },
      words: "relationshipAttributes",
    },
    { more: { labels: ["a"] }, words: "labels" },
    { more: { status: "DELETED" }, words: "DELETED" },
    { more: {}, attributes: { readme: { guid: "x", typeName: "Readme" } }, words: "readme" },
    {
      more: {},
      attributes: { links: [{ uniqueAttributes: { qualifiedName: "x" } }] },
      words: "links",
    },
  ])("$words", async ({ more, attributes = {}, words }) => {
    const answer = await bulk(await edit("connections.0", attributes, more));
    expect(answer.status).toBe(501);
    expect(answer.text).toContain(words);
  });

  test("empty ones, and what a read gave, change nothing", async () => {
    const { body } = await stage.send(
      `GET /api/meta/entity/guid/${textAt(await state("connections.0"), "guid")}`,
    );
    const entity = Object(at(body, "entity"));
    const empty = { businessAttributes: null, classifications: [], customAttributes: {} };
    const answer = await bulk([{ ...entity, ...empty }]);
    expect([answer.status, at(answer.body, "mutatedEntities")]).toEqual([200, undefined]);
  });
});
