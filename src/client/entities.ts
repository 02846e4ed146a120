// The metastore's entities: one read by GUID as it is now, and writes of one list of principals.
import {
  firstText,
  isObject,
  type JsonObject,
  listOf,
  MalformedBodyError,
  objectOf,
  requiredText,
} from "./json.js";
import type { CallOptions, Http, Reply } from "./request.js";

/** A connection or collection with everybody who holds a right on it. */
export interface Entity {
  readonly guid: string;
  /** As Atlan spells it: `Connection`, `Collection`. */
  readonly typeName: string;
  readonly isDeleted: boolean;
  readonly qualifiedName: string;
  readonly name: string;
  /** Usernames; null when the tenant does not say. */
  readonly createdBy: string | null;
  readonly updatedBy: string | null;
  /** Usernames: admins of a connection, editors of a collection. */
  readonly adminUsers: readonly string[];
  readonly viewerUsers: readonly string[];
  readonly adminGroups: readonly string[];
}

export type PrincipalList = "adminUsers" | "viewerUsers";

/** The complete list: whoever is left out loses the right. */
export interface EntityChange {
  readonly entity: Entity;
  readonly list: PrincipalList;
  readonly usernames: readonly string[];
}

/** What a write did, by GUID. Nothing at all, where everything was so already. */
export interface Mutation {
  readonly created: readonly string[];
  readonly updated: readonly string[];
}

/** Not the search index, which lags. The server looks up before it checks rights: unknown is 404 for anybody, hidden 403. */
export function readEntity(http: Http, guid: string, options: CallOptions): Promise<Reply<Entity>> {
  return http.request(
    {
      method: "GET",
      path: `/api/meta/entity/guid/${encodeURIComponent(guid)}`,
      query: { minExtInfo: true, ignoreRelationships: true },
      read: (body) => readOne(objectOf(objectOf(body, "the answer").entity, "the entity")),
    },
    options,
  );
}

/**
 * Sent once, because the list is complete and a late repeat undoes others' work. Nothing but who the entity is and the
 * one list goes along: an attribute left out stays as it is, and an explicit null would empty it (atlas-metastore).
 */
export function writePrincipals(
  http: Http,
  { entity, list, usernames }: EntityChange,
  options: CallOptions,
): Promise<Reply<Mutation>> {
  const { guid, typeName, qualifiedName, name } = entity;
  const attributes = { qualifiedName, name, [list]: usernames };
  return http.request(
    {
      method: "POST",
      path: "/api/meta/entity/bulk",
      body: { entities: [{ typeName, guid, attributes }] },
      read: readMutation,
    },
    options,
  );
}

function readOne(entity: JsonObject): Entity {
  const attributes = objectOf(entity.attributes ?? {}, "attributes of the entity");
  return {
    guid: requiredText(entity.guid, "guid of an entity"),
    typeName: requiredText(entity.typeName, "typeName of an entity"),
    isDeleted: entity.status === "DELETED",
    qualifiedName: requiredText(attributes.qualifiedName, "qualifiedName of an entity"),
    name: requiredText(attributes.name, "name of an entity"),
    createdBy: firstText(entity.createdBy),
    updatedBy: firstText(entity.updatedBy),
    adminUsers: namesIn(attributes, "adminUsers"),
    viewerUsers: namesIn(attributes, "viewerUsers"),
    adminGroups: namesIn(attributes, "adminGroups"),
  };
}

/** A name that is no text would be lost by the next write, so it is an error. */
function namesIn(attributes: JsonObject, list: string): readonly string[] {
  return listOf(attributes[list], list).map((name) => {
    if (typeof name === "string") return name;
    throw new MalformedBodyError(`${list} holds something that is no username`);
  });
}

/** Newer servers report a change of simple attributes as partial. */
function readMutation(body: unknown): Mutation {
  const { mutatedEntities } = objectOf(body, "the answer to the write");
  const mutated = isObject(mutatedEntities) ? mutatedEntities : {};
  const guidsIn = (kind: string) =>
    listOf(mutated[kind], kind).map((header) =>
      requiredText(objectOf(header, kind).guid, "guid of an entity"),
    );
  return {
    created: guidsIn("CREATE"),
    updated: [...guidsIn("UPDATE"), ...guidsIn("PARTIAL_UPDATE")],
  };
}
