// A metastore entity and the answer to a write, as the tenant writes them, read into one shape.
import {
  fieldsOf,
  firstText,
  type JsonObject,
  listOf,
  MalformedBodyError,
  objectOf,
  requiredText,
} from "./json.js";

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
  /** Of a connection: GUIDs, or names. */
  readonly adminRoles: readonly string[];
}

export type PrincipalList = "adminUsers" | "viewerUsers";

/** What a write did, by GUID. Nothing at all, where everything was so already. */
export interface Mutation {
  readonly created: readonly string[];
  readonly updated: readonly string[];
}

/** @throws MalformedBodyError */
export function readEntityRecord(body: unknown): Entity {
  const entity = objectOf(objectOf(body, "the answer").entity, "the entity");
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
    adminRoles: namesIn(attributes, "adminRoles"),
  };
}

/** A name that is no text would be lost by the next write, so it is an error. */
function namesIn(attributes: JsonObject, list: string): readonly string[] {
  return listOf(attributes[list], list).map((name) => {
    if (typeof name === "string") return name;
    throw new MalformedBodyError(`${list} holds something that is no username`);
  });
}

/** @throws MalformedBodyError. Newer servers report a change of simple attributes as partial. */
export function readMutation(body: unknown): Mutation {
  const { mutatedEntities } = objectOf(body, "the answer to the write");
  const mutated = fieldsOf(mutatedEntities);
  const guidsIn = (kind: string) =>
    listOf(mutated[kind], kind).map((header) =>
      requiredText(objectOf(header, kind).guid, "guid of an entity"),
    );
  return {
    created: guidsIn("CREATE"),
    updated: [...guidsIn("UPDATE"), ...guidsIn("PARTIAL_UPDATE")],
  };
}
