// Searches of the tenant's assets, as the tests of several files make them.
import { at } from "./http-client.js";
import type { useTenant } from "./use-tenant.js";

export const term = (field: string, value: unknown, more = {}) => ({
  term: { [field]: { value, ...more } },
});

export function assetSearch(stage: ReturnType<typeof useTenant>) {
  const search = (body: object, bearer = stage.tenant.apiKey) =>
    stage.send("POST /api/meta/search/indexsearch", { body, bearer });
  /** The names of what is found. */
  const found = async (query: object, more: object = {}, bearer = stage.tenant.apiKey) => {
    const { body } = await search(
      { dsl: { query, sort: [{ __guid: { order: "asc" } }], ...more } },
      bearer,
    );
    const entities = at(body, "entities");
    return Array.isArray(entities)
      ? entities.map((entity) => at(entity, "displayText"))
      : "no entities";
  };
  return { search, found };
}
