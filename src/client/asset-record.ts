// Assets as a search gives them: who they are, and the attributes of each kind that is looked up.
import { firstText, type JsonObject, objectOf, requiredText, timeOf } from "./json.js";
import { textsIn } from "./sent-fields.js";

export interface Asset {
  /** The GUID. */
  readonly id: string;
  readonly qualifiedName: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
  /** Only connections have one. */
  readonly connectorName?: string;
}

export interface PersonaAsset extends Asset {
  readonly displayName: string;
  readonly enabled: boolean;
}

/** Null: the tenant hides the list from this credential. */
export type Principals = readonly string[] | null;

export interface ConnectionAsset extends Asset {
  readonly connectorName: string;
  readonly adminUsers: Principals;
  readonly adminGroups: Principals;
  readonly adminRoles: Principals;
}

export interface CollectionAsset extends Asset {
  /** The editors. */
  readonly adminUsers: Principals;
  readonly adminGroups: Principals;
  readonly viewerUsers: Principals;
  readonly viewerGroups: Principals;
}

/** A kind of asset, as Atlan spells it, and how its hits are read. */
export interface AssetKind<A extends Asset> {
  readonly typeName: "Persona" | "Connection" | "Collection";
  /** What a search has to ask for; name and qualified name always come. */
  readonly attributes: readonly string[];
  /** @throws MalformedBodyError */
  readonly read: (hit: JsonObject) => A;
}

export const personaAsset: AssetKind<PersonaAsset> = {
  typeName: "Persona",
  attributes: ["displayName", "description", "isAccessControlEnabled"],
  read: (hit) => {
    const asset = readAsset(hit);
    const { displayName, isAccessControlEnabled } = attributesOf(hit);
    return {
      ...asset,
      displayName: firstText(displayName) ?? asset.name,
      // True unless it says otherwise (atlas-metastore).
      enabled: isAccessControlEnabled !== false,
    };
  },
};

export const connectionAsset: AssetKind<ConnectionAsset> = {
  typeName: "Connection",
  attributes: ["connectorName", "description", "adminUsers", "adminGroups", "adminRoles"],
  read: (hit) => ({
    ...readAsset(hit),
    connectorName: firstText(attributesOf(hit).connectorName) ?? "",
    adminUsers: principalsOf(hit, "adminUsers"),
    adminGroups: principalsOf(hit, "adminGroups"),
    adminRoles: principalsOf(hit, "adminRoles"),
  }),
};

export const collectionAsset: AssetKind<CollectionAsset> = {
  typeName: "Collection",
  attributes: ["description", "adminUsers", "adminGroups", "viewerUsers", "viewerGroups"],
  read: (hit) => ({
    ...readAsset(hit),
    adminUsers: principalsOf(hit, "adminUsers"),
    adminGroups: principalsOf(hit, "adminGroups"),
    viewerUsers: principalsOf(hit, "viewerUsers"),
    viewerGroups: principalsOf(hit, "viewerGroups"),
  }),
};

function readAsset(hit: JsonObject): Asset {
  const { name, qualifiedName, description } = attributesOf(hit);
  return {
    id: requiredText(hit.guid, "guid of a found asset"),
    qualifiedName: requiredText(qualifiedName, "qualifiedName of a found asset"),
    name: requiredText(name, "name of a found asset"),
    description: typeof description === "string" ? description : "",
    createdAt: timeOf(hit.createTime),
    createdBy: firstText(hit.createdBy),
  };
}

/** Nulls are dropped on the way, so an absent list is an empty one, unless the whole hit is scrubbed (atlas-metastore). */
const principalsOf = (hit: JsonObject, list: string): Principals =>
  textsIn(attributesOf(hit), list) ?? (hit.scrubbed === true ? null : []);

const attributesOf = (hit: JsonObject): JsonObject =>
  objectOf(hit.attributes ?? {}, "attributes of a found asset");
