// `GET /api/service/personas`: personas as the product lists them, with the 20 fields its reference page documents.
import type { Asset } from "./entities.js";
import { listed, withColumns } from "./http/list-query.js";
import type { Route } from "./http/route.js";
import type { World } from "./world.js";

const VERSION_WORDS = "quiet-river-0042";

function personaRecord(world: World, persona: Asset) {
  const { attributes, createTime, updateTime, createdBy, updatedBy } = persona;
  const isUpdated = updateTime !== createTime;
  return {
    id: persona.guid,
    name: attributes.name,
    displayName: attributes.displayName,
    description: attributes.description,
    createdAt: createTime,
    createdBy,
    updatedAt: isUpdated ? updateTime : null,
    updatedBy: isUpdated ? updatedBy : "",
    type: "persona",
    level: "workspace",
    metadataPolicies: [],
    dataPolicies: [],
    glossaryPolicies: [],
    ...persona.accessControl,
    users: attributes.personaUsers.map((username) => world.store.user(username)?.id ?? username),
    groups: attributes.personaGroups,
    version: VERSION_WORDS,
    enabled: attributes.isAccessControlEnabled,
    readme: "",
    resources: null,
    attributes: null,
  };
}

/** What a column that was not asked for comes back as: null or an empty string. The name is never null. */
function blank(name: string, value: unknown): unknown {
  if (name === "name") return value;
  return typeof value === "string" ? "" : null;
}

export const listPersonas: Route = (call) =>
  listed(call, {
    items: call.world.store.personas(),
    countsAll: true,
    view: (persona) => personaRecord(call.world, persona),
    record: (persona) => withColumns(call.request, personaRecord(call.world, persona), blank),
  });
