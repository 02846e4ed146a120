// Rights on connections and collections: a list of usernames in the asset itself.
import type { Entity, PrincipalList } from "../../client/index.js";
import { clientIdOf } from "../api-token/token-selector.js";
import { AssetError } from "../assets/asset-error.js";
import { nameOf, ownPrincipal, wrongType } from "../assets/messages.js";
import type { AssetObject } from "../assets/write.js";
import { GoneError } from "../shared-list/errors.js";
import type { Patch } from "../shared-list/patch.js";
import type { Outcome } from "../shared-list/pending-change.js";
import {
  type Backend,
  type Changed,
  type Failure,
  type Grant,
  type GrantChange,
  type GrantSession,
  type KnownSince,
  type Look,
  type LookOptions,
  LostError,
  type PrincipalResult,
  resultOfGiving,
  resultOfTaking,
} from "./grant.js";
import { writtenAndRead } from "./messages.js";

/** Which list of which type of asset says who holds a right, and the attribute that names the asset. */
export interface AssetRight {
  readonly typeName: "Connection" | "Collection";
  readonly list: PrincipalList;
  readonly attribute: string;
}

const TOKEN = /^service-account-apikey-/;

export const assetGrants = (right: AssetRight): Backend => ({
  look: (session, grant, options) => look(right, session, { ...grant, ...options }),
  change: (session, change) => changeAsset(right, session, change),
});

async function look(
  right: AssetRight,
  session: GrantSession,
  { object, principals, knownSince, signal }: Grant & LookOptions,
): Promise<Look> {
  const observed = await session.assets.find(object.toLowerCase(), signal);
  if (observed.state !== "seen") return observed;
  const { entity } = observed;
  if (entity.typeName !== right.typeName) throw new AssetError(wrongType(entity, right));
  const listed = principals.filter((name) => entity[right.list].includes(name));
  const tokens = await Promise.all(
    listed
      .filter((name) => TOKEN.test(name))
      .map(async (name) => {
        const missing = { selector: selectorOf(name), createdAt: knownSince[name] ?? null };
        const { token } = await session.tokens.find(missing.selector, signal);
        return [name, token ?? (await session.absence.confirmForRead(missing, signal))] as const;
      }),
  );
  // The list goes on naming a token that was deleted.
  const gone = tokens.filter(([, token]) => token === null).map(([name]) => name);
  const seen = tokens.map(([name, token]) => [name, token?.createdAt?.toISOString()]);
  return {
    state: "seen",
    holders: listed.filter((name) => !gone.includes(name)),
    knownSince: Object.fromEntries(seen.filter(([, since]) => since !== undefined)),
  };
}

const selectorOf = (name: string) => ({ by: "clientId", value: clientIdOf(name) }) as const;

/** All principals of one resource go in one write, so they succeed or fail together. */
async function changeAsset(
  right: AssetRight,
  session: GrantSession,
  change: GrantChange,
): Promise<Changed> {
  const { signal, give, take } = change;
  try {
    const own = take.length > 0 ? await session.ownUsername(signal) : null;
    const isDeclared = (name: string) => session.rights.isDeclared(change.right, change.mark, name);
    const wanted = { right, give, take, visibleBefore: change.visibleBefore, isDeclared, own };
    const outcome = await session.assetWrites.change(change.right.object.toLowerCase(), {
      resolve: (seen) => assetPatch(wanted, seen),
      signal,
    });
    return changedBy(right, session, { change, outcome });
  } catch (error) {
    const principals = [...give, ...take];
    // Whoever deleted the asset, its rights went with it.
    const isTaken = error instanceof GoneError && give.length === 0;
    return {
      results: new Map(principals.map((name) => [name, isTaken ? "taken" : "failed"])),
      failures: isTaken ? [] : [{ principals, error }],
      knownSince: {},
      isVisibleBefore: false,
    };
  }
}

export interface Wanted extends Pick<GrantChange, "give" | "take" | "visibleBefore"> {
  readonly right: AssetRight;
  /** Whether another resource of this run stands for it. */
  readonly isDeclared: (name: string) => boolean;
  /** The API key's own username; null where nothing is taken. */
  readonly own: string | null;
}

/** Pure. @throws AssetError for another type of asset, and for taking from the API key what it sees the asset by */
export function assetPatch(wanted: Wanted, { entity, sets }: AssetObject): Patch<AssetObject> {
  const { right, give, take, isDeclared, own, visibleBefore } = wanted;
  if (entity.typeName !== right.typeName) throw new AssetError(wrongType(entity, right));
  const gone = take.filter((name) => !isDeclared(name) && !isPutBack(right, entity, name));
  if (own !== null && gone.includes(own) && sets[right.list].includes(own)) {
    const otherList = sets[right.list === "adminUsers" ? "viewerUsers" : "adminUsers"];
    const isSeenAnyway =
      visibleBefore.includes(own) || entity.createdBy === own || otherList.includes(own);
    if (!isSeenAnyway) throw new AssetError(ownPrincipal(entity, own));
  }
  return { add: { [right.list]: give }, remove: { [right.list]: gone } };
}

/** Atlan puts the creator of a collection back among its editors with every write (atlas-metastore). */
const isPutBack = ({ typeName, list }: AssetRight, entity: Entity, name: string): boolean =>
  typeName === "Collection" && list === "adminUsers" && entity.createdBy === name;

function changedBy(
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

/** A token that the tenant took into a list exists at that moment. */
function knownSinceOf(names: readonly string[], { tenantNow }: AssetObject): KnownSince {
  if (tenantNow === null) return {};
  const tokens = names.filter((name) => TOKEN.test(name));
  return Object.fromEntries(tokens.map((name) => [name, tenantNow.toISOString()]));
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
