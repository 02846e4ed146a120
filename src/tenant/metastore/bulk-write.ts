// `POST /api/meta/entity/bulk`: creates and updates assets, all of a request or none.

import { atlasRefusal } from "../api/refusal.js";
import type { ApiRequest, Call, Route } from "../api/route.js";
import { AssetHistory } from "../state/asset-history.js";
import { type Asset, shownAttributes } from "../state/entities.js";
import { type AssetChange, checkedAssets } from "./asset-change.js";
import { assetHeader } from "./asset-header.js";
import { applyRules } from "./asset-rules.js";
import { mayCreate, mayUpdate, notAuthorised } from "./authorisation.js";

const TAG_OPTIONS = ["replaceClassifications", "replaceTags", "appendTags"];

function requireOneTagOption(request: ApiRequest): void {
  const chosen = TAG_OPTIONS.filter((name) => request.query(name)?.toLowerCase() === "true");
  if (chosen.length > 1) {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-01A",
      `invalid parameters: only one of ${TAG_OPTIONS.join(", ")} may be true`,
    );
  }
}

/** Creation is authorised first, then unchanged assets drop out, and only then updates are authorised: the server's order. */
function authorised({ state, principal }: Call, changes: readonly AssetChange[]): AssetChange[] {
  for (const { before, after } of changes) {
    if (before === undefined && !mayCreate(after.typeName, principal)) {
      throw notAuthorised(principal, `create entity: type=${after.typeName}`);
    }
  }
  const real = changes.filter(
    (change) => change.changedAttributes.length > 0 || change.before === undefined,
  );
  for (const { before, after } of real) {
    if (before !== undefined && !mayUpdate(state, before, principal)) {
      throw notAuthorised(principal, `update entity: type=${after.typeName}`);
    }
  }
  return real;
}

function write({ state }: Call, { before, after }: AssetChange): void {
  if (before === undefined)
    state.store.assets.set(after.guid, new AssetHistory(after, after.updateTime));
  else before.write(after, after.updateTime);
}

type MutationKind = "CREATE" | "UPDATE" | "PARTIAL_UPDATE";

/** A change of nothing but primitive attributes, such as a description, is a partial one (pyatlan, client/asset.py). */
function mutationKind({ before, after, changedAttributes }: AssetChange): MutationKind {
  if (before === undefined) return "CREATE";
  const [old, current] = [shownAttributes(before.current), shownAttributes(after)];
  const values = changedAttributes.flatMap((name) => [old[name], current[name]]);
  return values.every((value) => typeof value !== "object") ? "PARTIAL_UPDATE" : "UPDATE";
}

function mutated(changes: readonly AssetChange[]) {
  const headers = (kind: MutationKind) =>
    changes
      .filter((change) => mutationKind(change) === kind)
      .map(({ after, changedAttributes }) => assetHeader(after, changedAttributes));
  const byKind = {
    CREATE: headers("CREATE"),
    UPDATE: headers("UPDATE"),
    PARTIAL_UPDATE: headers("PARTIAL_UPDATE"),
  };
  const present = Object.entries(byKind).filter(([, list]) => list.length > 0);
  return present.length === 0 ? {} : { mutatedEntities: Object.fromEntries(present) };
}

function assignments(changes: readonly AssetChange[]): { [placeholder: string]: Asset["guid"] } {
  return Object.fromEntries(
    changes.flatMap(({ placeholder, after }) =>
      placeholder === undefined ? [] : [[placeholder, after.guid]],
    ),
  );
}

/** An update that changes nothing succeeds for anybody, and reports nothing as mutated. */
export const bulkWrite: Route = (call) => {
  requireOneTagOption(call.request);
  const changes = checkedAssets(call);
  const real = authorised(call, changes).map((change) => applyRules(call, change));
  const reply = { ...mutated(real), guidAssignments: assignments(changes) };
  for (const change of real) write(call, change);
  return reply;
};
