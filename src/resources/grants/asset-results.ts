// What became of the principals of a grant on an asset, from what was read before and after the write.

import { nameOf } from "../assets/messages.js";
import { isPutBack } from "../assets/put-back.js";
import type { AssetObject } from "../assets/write.js";
import { isApiToken, isOAuthClient } from "../service-account.js";
import type { Outcome } from "../shared-list/pending-change.js";
import type { AssetRight } from "./asset-right.js";
import type { GrantChange } from "./grant.js";
import type { KnownSince } from "./look.js";
import { writtenAndRead } from "./messages.js";
import {
  type Changed,
  type Failure,
  LostError,
  type PrincipalResult,
  resultOfGiving,
  resultOfTaking,
} from "./results.js";
import type { GrantSession } from "./session.js";

export function changedBy(
  right: AssetRight,
  { rights }: GrantSession,
  { change, outcome }: { readonly change: GrantChange; readonly outcome: Outcome<AssetObject> },
): Changed {
  const { before, state } = outcome;
  const after = state === "open" ? before : outcome.after;
  const observed = (name: string) => {
    const has = ({ sets }: AssetObject) => sets[right.list].includes(name);
    return { state, had: has(before), has: has(after) };
  };
  const whyItStays = (name: string) => {
    if (rights.leave(change.right, change.mark, name)) return "left";
    return isPutBack(right, before.entity, name) ? "put_back" : undefined;
  };
  const results = new Map<string, PrincipalResult>([
    ...change.give.map((name) => [name, resultOfGiving(observed(name))] as const),
    ...change.take.map(
      (name) => [name, resultOfTaking(observed(name), () => whyItStays(name))] as const,
    ),
  ]);
  const having = (result: PrincipalResult) =>
    [...results].filter(([, it]) => it === result).map(([name]) => name);
  const [open, lost] = [having("open"), having("lost")];
  const failures: Failure[] = [];
  if (state === "open") failures.push({ principals: open, error: outcome.reason });
  if (lost.length > 0) failures.push({ principals: lost, error: lostIn(right, after, lost) });
  return {
    results,
    failures,
    knownSince: knownSinceOf([...having("given"), ...having("held"), ...open], after),
    isVisibleBefore: before.seenBy === "api_key",
  };
}

/** A token or client that the tenant took into a list exists at that moment. */
function knownSinceOf(names: readonly string[], { tenantNow }: AssetObject): KnownSince {
  if (tenantNow === null) return {};
  const principals = names.filter((name) => isApiToken(name) || isOAuthClient(name));
  return Object.fromEntries(principals.map((name) => [name, tenantNow.toISOString()]));
}

function lostIn({ list }: AssetRight, { entity, sets }: AssetObject, names: readonly string[]) {
  const by =
    entity.updatedBy === null
      ? "The tenant does not say who changed it last"
      : `It was changed last by ${entity.updatedBy}`;
  const [there, notThere] = [true, false].map((isThere) =>
    names.filter((name) => sets[list].includes(name) === isThere),
  );
  return new LostError(
    `${writtenAndRead(`${list} of the ${nameOf(entity)}`, { there, notThere })} ${by}.`,
  );
}
