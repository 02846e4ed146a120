// The tenant's entity reads, and which assets a token sees.
import { describe, expect, test } from "@jest/globals";
import type { TenantSettings } from "../../../src/tenant/index.js";
import { assetSearch } from "./asset-search.js";
import { at, textAt } from "./http-client.js";
import { useTenant } from "./use-tenant.js";

const stage = useTenant();
const person = () => stage.tenant.userBearerToken;
const change = (settings: Partial<TenantSettings>) => stage.control.changeSettings(settings);
const advance = (advanceSeconds: number) => stage.control.advance(advanceSeconds);
const { found } = assetSearch(stage);
const bulk = (entities: unknown, bearer = person()) =>
  stage.send("POST /api/meta/entity/bulk/?replaceTags=false", { body: { entities }, bearer });
const asset = async (path: string) => {
  const held = at(await stage.control.state(), path);
  return {
    guid: textAt(held, "guid"),
    name: textAt(held, "name"),
    qualifiedName: textAt(held, "qualifiedName"),
    held,
  };
};
const read = (guid: string, bearer = person()) =>
  stage.send(`GET /api/meta/entity/guid/${guid}?minExtInfo=true&ignoreRelationships=true`, {
    bearer,
  });
const apiKeyName = async () => textAt(await stage.control.state(), "tokens.0.username");

describe("entity read", () => {
  test("shows all attributes of the type", async () => {
    const { guid, held } = await asset("connections.0");
    const { status, body } = await read(guid);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      entity: {
        typeName: "Connection",
        guid,
        status: "ACTIVE",
        attributes: { adminUsers: ["amira"], adminRoles: [], connectorName: "snowflake" },
      },
      referredEntities: {},
    });
    expect(at(body, "entity.attributes.name")).toBe(at(held, "name"));
    expect(at(body, "entity.attributes.viewerUsers")).toBeUndefined();
  });

  test("an unknown GUID is 404 under any credential", async () => {
    await change({ tokenReads: "granted" });
    for (const bearer of [person(), stage.tenant.apiKey]) {
      expect(await read("none", bearer)).toMatchObject({
        status: 404,
        body: { errorCode: "ATLAS-404-00-005" },
      });
    }
  });
});

describe("tokenReads granted", () => {
  test("hides from a token what nobody granted it, and nothing from people", async () => {
    const { guid } = await asset("connections.0");
    await change({ tokenReads: "granted" });
    expect(await read(guid, stage.tenant.apiKey)).toMatchObject({
      status: 403,
      body: { errorCode: "ATLAS-403-00-001" },
    });
    expect(await found({ term: { __guid: guid } })).toBe("no entities");
    expect(await found({ term: { __guid: guid } }, {}, person())).toEqual(["development"]);
    expect(await found({ term: { "__typeName.keyword": "Persona" } })).toHaveLength(2);
  });

  test.each([
    { list: "adminUsers", kind: "connections" },
    { list: "adminUsers", kind: "collections" },
    { list: "viewerUsers", kind: "collections" },
  ])("$list of $kind may read, after grantActivationMs", async ({ list, kind }) => {
    const { guid, name, qualifiedName, held } = await asset(`${kind}.0`);
    const typeName = kind === "connections" ? "Connection" : "Collection";
    await change({ tokenReads: "granted", grantActivationMs: 5000 });
    const names = [at(held, list), await apiKeyName()].flat();
    expect(
      await bulk([{ typeName, attributes: { name, qualifiedName, [list]: names } }]),
    ).toMatchObject({ status: 200 });
    expect((await read(guid, stage.tenant.apiKey)).status).toBe(403);
    await advance(5);
    expect((await read(guid, stage.tenant.apiKey)).status).toBe(200);
  });

  test("a linked persona may read, after grantActivationMs", async () => {
    const { guid } = await asset("connections.0");
    const { qualifiedName } = await asset("personas.0");
    await change({ tokenReads: "granted", grantActivationMs: 5000 });
    const id = textAt(await stage.control.state(), "tokens.0.id");
    await stage.send(`POST /api/service/apikeys/${id}`, {
      body: { displayName: "key", personaQualifiedNames: [qualifiedName] },
    });
    expect((await read(guid, stage.tenant.apiKey)).status).toBe(403);
    await advance(5);
    expect((await read(guid, stage.tenant.apiKey)).status).toBe(200);
  });

  test("the maker of a connection may read it", async () => {
    await change({ tokenReads: "granted" });
    const made = await bulk(
      [
        {
          typeName: "Connection",
          guid: "-1",
          attributes: { name: "own", qualifiedName: "default/x/1" },
        },
      ],
      stage.tenant.apiKey,
    );
    const guid = textAt(made.body, "guidAssignments.-1");
    expect((await read(guid, stage.tenant.apiKey)).body).toMatchObject({
      entity: { attributes: { adminUsers: [await apiKeyName()] } },
    });
  });
});
