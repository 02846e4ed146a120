// The metastore's entities: one read by GUID as it is now, and writes of one list of principals.
import {
  type Entity,
  type Mutation,
  type PrincipalList,
  readEntityRecord,
  readMutation,
} from "./entity-record.js";
import type { CallOptions, Http, Reply } from "./request.js";

/** The complete list: whoever is left out loses the right. */
export interface EntityChange {
  readonly entity: Entity;
  readonly list: PrincipalList;
  readonly usernames: readonly string[];
}

/** Not the search index, which lags. The server looks up before it checks rights: unknown is 404 for anybody, hidden 403. */
export function readEntity(http: Http, guid: string, options: CallOptions): Promise<Reply<Entity>> {
  return http.request(
    {
      method: "GET",
      path: `/api/meta/entity/guid/${encodeURIComponent(guid)}`,
      query: { minExtInfo: true, ignoreRelationships: true },
      read: readEntityRecord,
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
