// Rights on connections and collections: a list of usernames in the asset itself.
import { AssetError } from "../assets/asset-error.js";
import { ownPrincipal, wrongType } from "../assets/messages.js";
import { isPutBack } from "../assets/put-back.js";
import type { AssetObject } from "../assets/write.js";
import { GoneError } from "../shared-list/errors.js";
import type { Patch } from "../shared-list/patch.js";
import { lookAtAsset } from "./asset-look.js";
import { changedBy } from "./asset-results.js";
import type { AssetRight } from "./asset-right.js";
import type { Backend, GrantChange } from "./grant.js";
import type { Changed } from "./results.js";
import type { GrantSession } from "./session.js";

export const assetGrants = (right: AssetRight): Backend => ({
  look: (session, grant, options) => lookAtAsset(right, session, { ...grant, ...options }),
  change: (session, change) => changeAsset(right, session, change),
});

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
  /** The username of the principal that the provider signs in as; null where nothing is taken. */
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
