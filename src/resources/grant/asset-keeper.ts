// Rights on connections and collections: a list of usernames in the asset itself.
import { nameOf, namesIn } from "../asset/asset-problems.js";
import type { SeenAsset } from "../asset/asset-writer.js";
import type { Session } from "../session.js";
import { lookAtAsset } from "./asset-look.js";
import type { AssetRight } from "./asset-right.js";
import { AssetWish } from "./asset-wish.js";
import type { Keeper, Outcome, PrincipalResult, Wish } from "./grant.js";
import { GrantError, type GrantProblem } from "./grant-error.js";

export const assetKeeper = (right: AssetRight): Keeper => ({
  look: (session, grant, options) => lookAtAsset(right, session, { ...grant, ...options }),
  change: (session, wish) => change(right, session, wish),
});

/** All principals of one resource go in one write, so they succeed or fail together. */
async function change(right: AssetRight, session: Session, wish: Wish): Promise<Outcome> {
  const asked = [...wish.give, ...wish.take];
  try {
    const own = wish.take.length > 0 ? (await session.principal(wish.signal)).username : null;
    const asset = new AssetWish({ right, wish, declared: session.rights, own });
    const { state, before, after, reason } = await session.assetWrites.update(wish.thing, {
      guard: (seen) => asset.guard(seen),
      merge: (content, seen) => asset.merge(content, seen),
      signal: wish.signal,
    });
    const results = asset.results(before, state === "unverified" ? null : after);
    const isUnverified = state === "unverified" && wish.signal.aborted;
    const unseen = { principals: asked, error: reason };
    return {
      results,
      failures: [
        ...(state === "lost" ? [lost(right, after, results)] : []),
        ...(state === "unverified" && !isUnverified ? [unseen] : []),
      ],
      isUnverified,
      isSeenWithout: before.seenBy === "api_key",
    };
  } catch (error) {
    return {
      results: new Map(asked.map((name) => [name, "failed"])),
      failures: [{ principals: asked, error }],
      isUnverified: false,
      isSeenWithout: false,
    };
  }
}

function lost(
  { list }: AssetRight,
  after: SeenAsset,
  results: ReadonlyMap<string, PrincipalResult>,
) {
  const principals = [...results].filter(([, it]) => it === "failed").map(([name]) => name);
  const there = principals.filter((name) => after[list].includes(name));
  const notThere = principals.filter((name) => !after[list].includes(name));
  const written = [
    ...(notThere.length > 0 ? [`with ${namesIn(notThere)}`] : []),
    ...(there.length > 0 ? [`without ${namesIn(there)}`] : []),
  ].join(" and ");
  const readBack = [
    ...(notThere.length > 0 ? [`without ${namesIn(notThere)}`] : []),
    ...(there.length > 0 ? [`with ${namesIn(there)}`] : []),
  ].join(" and ");
  const problem: GrantProblem = {
    summary: "The grant does not hold",
    detail:
      `${list} of the ${nameOf(after)} was written several times ${written}, and each time read back ${readBack}. ` +
      `${after.updatedBy === null ? "The tenant does not say who changed it last" : `It was changed last by ${after.updatedBy}`}: ` +
      "another program is probably writing it at the same time. Find it, or let it finish, and apply again.",
    blames: "principals",
  };
  return { principals, error: new GrantError(problem) };
}
