// `GET /api/service/personas`: personas as the product lists them, with the 20 fields its reference page documents.

import type { Route } from "../api/route.js";
import type { Asset } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import { listed, withColumns } from "./list-query.js";

const VERSION_WORDS = "quiet-river-0042";

function personaRecord(state: TenantState, persona: Asset) {
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
    users: attributes.personaUsers.map((username) => state.store.user(username)?.id ?? username),
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
    items: call.state.store.personas(),
    countsAll: true,
    sortFields: ["createdAt", "createdBy", "updatedAt", "updatedBy"],
    view: (persona) => personaRecord(call.state, persona),
    record: (persona) => withColumns(call.request, personaRecord(call.state, persona), blank),
  });
