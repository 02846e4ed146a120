// From what a resource wants of an asset, and what the asset holds, to the patch: pure.
import { describe, expect, it } from "@jest/globals";
import type { Entity } from "../../../../src/client/index.js";
import type { AssetObject } from "../../../../src/resources/assets/write.js";
import { assetPatch, type Wanted } from "../../../../src/resources/grants/asset-grants.js";

const OWN = "service-account-apikey-own";

function asset(entity: Partial<Entity> = {}): AssetObject {
  const whole: Entity = {
    guid: "guid",
    typeName: "Collection",
    isDeleted: false,
    qualifiedName: "q",
    name: "Finance",
    createdBy: "amira",
    updatedBy: "amira",
    adminUsers: ["amira", "tomas", OWN],
    viewerUsers: ["ingrid"],
    adminGroups: [],
    adminRoles: [],
    ...entity,
  };
  const { adminUsers, viewerUsers } = whole;
  const sets = { adminUsers, viewerUsers };
  return { values: {}, sets, entity: whole, seenBy: "api_key", tenantNow: null };
}

const wanted = (more: Partial<Wanted>): Wanted => ({
  right: { typeName: "Collection", list: "adminUsers", attribute: "collection_id" },
  give: [],
  take: [],
  visibleBefore: [],
  isDeclared: () => false,
  own: OWN,
  ...more,
});

describe("the patch of an asset", () => {
  it("adds to the list and removes from it, and names no other list", () => {
    const patch = assetPatch(wanted({ give: ["noor"], take: ["tomas"] }), asset());
    expect(patch).toEqual({ add: { adminUsers: ["noor"] }, remove: { adminUsers: ["tomas"] } });
  });

  it.each([
    [
      "what another resource of the run declares",
      { isDeclared: (name: string) => name === "tomas" },
      "tomas",
    ],
    ["the creator of a collection, whom the tenant puts back", {}, "amira"],
  ])("does not remove %s", (_name, more, name) => {
    expect(assetPatch(wanted({ take: [name], ...more }), asset()).remove).toEqual({
      adminUsers: [],
    });
  });

  it("removes the creator where the tenant lets them go", () => {
    const viewer = {
      typeName: "Collection",
      list: "viewerUsers",
      attribute: "collection_id",
    } as const;
    const admin = {
      typeName: "Connection",
      list: "adminUsers",
      attribute: "connection_id",
    } as const;
    expect(assetPatch(wanted({ right: viewer, take: ["amira"] }), asset()).remove).toEqual({
      viewerUsers: ["amira"],
    });
    const connection = asset({ typeName: "Connection" });
    expect(assetPatch(wanted({ right: admin, take: ["amira"] }), connection).remove).toEqual({
      adminUsers: ["amira"],
    });
  });

  it("is none for another type of asset", () => {
    expect(() => assetPatch(wanted({}), asset({ typeName: "Connection" }))).toThrow(
      "collection_id is not the GUID of a collection",
    );
  });

  const refused = "Refused to remove the API key's own right";

  it("is none that takes from the API key what it sees the asset by", () => {
    expect(() => assetPatch(wanted({ take: [OWN] }), asset())).toThrow(refused);
  });

  it.each([
    ["it could see the asset before it was given the right", { visibleBefore: [OWN] }, {}],
    ["it made the asset", {}, { typeName: "Connection", createdBy: OWN }],
    ["it is in the other list", {}, { viewerUsers: [OWN] }],
    ["it does not have the right any more", {}, { adminUsers: ["amira"] }],
    ["another resource declares it", { isDeclared: () => true }, {}],
  ])("may take the API key's own right where %s", (_name, more, entity) => {
    const seen = asset(entity);
    const { typeName } = seen.entity;
    const right = {
      ...wanted({}).right,
      typeName: typeName === "Connection" ? typeName : "Collection",
    };
    expect(() =>
      assetPatch(wanted({ take: [OWN], right, ...more } as Partial<Wanted>), seen),
    ).not.toThrow();
  });
});
