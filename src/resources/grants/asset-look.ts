// Who of some principals holds a right on an asset, for Read and import.

import { AssetError } from "../assets/asset-error.js";
import { wrongType } from "../assets/messages.js";
import { collectionOf } from "../principals/collection-of.js";
import { byClientId } from "../principals/selector.js";
import type { AssetRight } from "./asset-right.js";
import type { Grant } from "./grant.js";
import type { Look, LookOptions } from "./look.js";
import type { GrantSession } from "./session.js";

export async function lookAtAsset(
  right: AssetRight,
  session: GrantSession,
  { object, principals: names, knownSince, signal }: Grant & LookOptions,
): Promise<Look> {
  const observed = await session.assets.find(object.toLowerCase(), signal);
  if (observed.state !== "seen") return observed;
  const { entity } = observed;
  if (entity.typeName !== right.typeName) throw new AssetError(wrongType(entity, right));
  const listed = names.filter((name) => entity[right.list].includes(name));
  const looks = await Promise.all(
    listed.map(async (name) => {
      const absence = collectionOf(session, name)?.absence;
      if (absence === undefined) return [];
      const expected = { selector: byClientId(name), createdAt: knownSince[name] ?? null };
      return [[name, (await absence.read(expected, signal)).record] as const];
    }),
  );
  const principals = looks.flat();
  // The list goes on naming a token or a client that was deleted.
  const gone = principals.filter(([, record]) => record === null).map(([name]) => name);
  const seen = principals.map(([name, record]) => [name, record?.createdAt?.toISOString()]);
  return {
    state: "seen",
    holders: listed.filter((name) => !gone.includes(name)),
    knownSince: Object.fromEntries(seen.filter(([, since]) => since !== undefined)),
  };
}
