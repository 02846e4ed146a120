// After a leak the order of a rotation is another one: the old token is deleted first, and nothing is refused for what is lost.
import { DiagnosticError, type UpdateContext } from "../../framework/index.js";
import { reporting } from "../request-diagnostic.js";
import { carryAssets, takeNameOff } from "../rotation/carry.js";
import { findHeldAssets } from "../rotation/held-assets.js";
import * as messages from "../rotation/messages.js";
import { mapChange } from "../rotation/plan.js";
import { createAndFinish } from "./create.js";
import { deleteUntilGone } from "./delete-until-gone.js";
import { type ApiTokenAttributes, revokedState, type TokenState } from "./mapping.js";
import { LINKS_SEEN, OWN_TOKEN, ownToken } from "./plan.js";
import { rotatedOf } from "./rotated.js";
import { carriesAssets } from "./token-rights.js";
import type { TokenSession } from "./token-session.js";

type Context = UpdateContext<TokenSession, ApiTokenAttributes>;

/** Of a rotation: whether it is one for a leak. */
export const isLeaked = ({ prior, planned }: Pick<Context, "prior" | "planned">): boolean =>
  mapChange(
    prior.rotation?.revoke_when_changed ?? null,
    planned.rotation?.revoke_when_changed ?? null,
  ) === "changed";

export async function revokeToken(context: Context): Promise<TokenState> {
  const { client: session, prior, planned, privateData, signal, diagnostics } = context;
  // No request tells it: the first one ends the secret.
  if (privateData.get(OWN_TOKEN) === true) throw new DiagnosticError(ownToken(prior, "replace"));
  await reporting({ summary: "Cannot revoke API token" }, signal, () =>
    deleteUntilGone(session, prior, signal),
  );
  const state = await createAndFinish(context, {
    stateOf: (token, made) => revokedState({ planned, prior }, token, made),
    aftermathOf: ({ id }) =>
      `The old token is deleted. The token ${id} exists and is kept in the state.`,
  }).catch((error: unknown) => {
    diagnostics.add(messages.revokedOnly(rotatedOf(prior)));
    throw error;
  });
  const isUnmanaged = planned.persona_qualified_names === null;
  if (isUnmanaged && privateData.get(LINKS_SEEN) === true) {
    diagnostics.add(messages.linksNotCarried(rotatedOf(prior)));
  }
  if (carriesAssets(context)) await carryWhatIsSeen(context, state.username);
  return state;
}

/** The lists of assets go on naming a token that is deleted. */
async function carryWhatIsSeen(
  { client: session, prior, signal, diagnostics }: Context,
  to: string,
): Promise<void> {
  const from = prior.username;
  const rotated = rotatedOf(prior);
  try {
    const holder = { username: from, http: null };
    const { assets: held } = await findHeldAssets(session, holder, signal);
    const failed = await carryAssets(session, { from, to, held, signal });
    if (failed.length > 0) diagnostics.add(messages.notCarried(rotated, failed));
    const refused = failed.map(({ entity }) => entity.guid);
    const entities = held.map(({ entity }) => entity).filter(({ guid }) => !refused.includes(guid));
    const left = await takeNameOff(session, from, { entities, signal });
    if (left.length > 0) {
      diagnostics.add(messages.stillNamed({ ...rotated, username: from }, left, null));
    }
  } catch (error) {
    // The new token is made and works: nothing fails it any more.
    diagnostics.add(messages.notFinished(rotated, "its rights on assets were not carried", error));
  }
}
