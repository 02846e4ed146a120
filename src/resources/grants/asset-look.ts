// Who of some principals holds a right on an asset, for Read and import.

import { AssetError } from "../assets/asset-error.js";
import { wrongType } from "../assets/messages.js";
import { byClientId } from "../principals/selector.js";
import { isApiToken } from "../service-account.js";
import type { AssetRight } from "./asset-right.js";
import type { Grant } from "./grant.js";
import type { Look, LookOptions } from "./look.js";
import type { GrantSession } from "./session.js";

export async function lookAtAsset(
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
    listed.filter(isApiToken).map(async (name) => {
      const expected = { selector: byClientId(name), createdAt: knownSince[name] ?? null };
      const { record } = await session.apiTokens.absence.read(expected, signal);
      return [name, record] as const;
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
