// The policies of a seeded persona, with every documented field: shown by `GET /api/service/personas`, and without effect.

import type { JsonObject } from "../input/json.js";
import type { Asset } from "../state/entities.js";
import type { TenantState } from "../state/tenant-state.js";
import type { SeedPersona } from "./seed.js";

const BLANK_POLICY = { actions: [], allow: true, name: "", description: "" };

const BLANK_BY_KIND = {
  metadataPolicies: { ...BLANK_POLICY, assets: [], connectionId: "" },
  dataPolicies: {
    ...BLANK_POLICY,
    actions: ["select"],
    assets: [],
    connectionId: "",
    connectionName: "",
  },
  glossaryPolicies: { ...BLANK_POLICY, glossaryQualifiedNames: [] },
};

/** The policies and the version words of one persona. */
export function accessControlOf(state: TenantState, persona: Asset, seed: SeedPersona): JsonObject {
  const filled = (kind: keyof typeof BLANK_BY_KIND) =>
    (seed[kind] ?? []).map((policy) => ({
      ...BLANK_BY_KIND[kind],
      id: state.ids.guid(),
      createdAt: persona.createTime,
      createdBy: persona.createdBy,
      updatedAt: persona.createTime,
      updatedBy: persona.createdBy,
      ...policy,
    }));
  return {
    metadataPolicies: filled("metadataPolicies"),
    dataPolicies: filled("dataPolicies"),
    glossaryPolicies: filled("glossaryPolicies"),
  };
}
