// Bulk writes of the tenant's assets, as the tests of several files make them.
import { at } from "./http-client.js";
import type { useTenant } from "./use-tenant.js";

export function bulkEdits(stage: ReturnType<typeof useTenant>) {
  const state = async (path: string) => at(await stage.control.state(), path);
  const bulk = (entities: unknown, bearer = stage.tenant.userBearerToken, query = "") =>
    stage.send(`POST /api/meta/entity/bulk${query}`, { body: { entities }, bearer });
  /** An entity that changes the asset at this path of the state. */
  const edit = async (path: string, attributes: object, more: object = {}) => {
    const held = await state(path);
    const typeName = path.startsWith("connections")
      ? "Connection"
      : path.startsWith("collections")
        ? "Collection"
        : "Persona";
    const named = { name: at(held, "name"), qualifiedName: at(held, "qualifiedName") };
    return [{ typeName, attributes: { ...named, ...attributes }, ...more }];
  };
  return { state, bulk, edit };
}
