// Who of some principals holds a right on an asset, for Read and import.
import { clientIdOf } from "../api-token/token-selector.js";
import type { Session } from "../session.js";
import { type AssetRight, requireType } from "./asset-right.js";
import type { Grant, Look, LookOptions } from "./grant.js";

const TOKEN = /^service-account-apikey-/;

export async function lookAtAsset(
  right: AssetRight,
  session: Session,
  { thing, principals, births, signal }: Grant & LookOptions,
): Promise<Look> {
  const sight = await session.assets.find(thing, signal);
  if (sight.state !== "seen") return sight;
  requireType(right, sight.entity);
  const listed = principals.filter((name) => sight.entity[right.list].includes(name));
  const tokens = await Promise.all(
    listed
      .filter((name) => TOKEN.test(name))
      .map((name) => lifeOf(session, name, { births, signal })),
  );
  const gone = new Set(tokens.filter(({ isGone }) => isGone).map(({ name }) => name));
  return {
    state: "seen",
    holders: listed.filter((name) => !gone.has(name)),
    births: Object.fromEntries(
      tokens.flatMap(({ name, bornAt }) => (bornAt === null ? [] : [[name, bornAt]])),
    ),
  };
}

/** The list goes on naming a token that was deleted. */
async function lifeOf(session: Session, name: string, { births, signal }: LookOptions) {
  const selector = { by: "clientId", value: clientIdOf(name) } as const;
  const sighting = await session.tokens.find(selector, signal);
  const missing = { selector, createdAt: births[name] ?? null };
  const token = sighting.token ?? (await session.absence.confirmForRead(missing, signal));
  return { name, isGone: token === null, bornAt: token?.createdAt?.toISOString() ?? null };
}
