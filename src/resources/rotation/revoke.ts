// After a leak the order of a rotation is another one: the old secret is ended first, and nothing is refused for what is lost.
import { DiagnosticError, type PrivateData, type UpdateContext } from "../../framework/index.js";
import { createAndFinish, prepare } from "../principals/create.js";
import { deleteUntilGone } from "../principals/delete-until-gone.js";
import type { PrincipalAttributes, PrincipalState } from "../principals/kind.js";
import { reporting } from "../request-diagnostic.js";
import { carryAssets, takeNameOff } from "./carry.js";
import { findHeldAssets } from "./held-assets.js";
import { carriesAssets } from "./held-rights.js";
import * as messages from "./messages.js";
import { LINKS_SEEN, note, OWN, REVOKED } from "./notes.js";
import { inUse } from "./own.js";
import { mapChange } from "./plan.js";
import { rotatedOf } from "./rotated.js";
import type { RotatingSession } from "./session.js";
import { revokedState } from "./state.js";
import { purgeUnfinishedSuccessors } from "./succession.js";

type Context = UpdateContext<RotatingSession, PrincipalAttributes>;

/** To the whole run: that an earlier one has deleted this principal after a leak, and made no successor, needs no proof. */
export function tellRevoked({
  client: { reader },
  prior: { id, client_id: clientId },
  privateData,
}: Pick<Context, "client" | "prior"> & { readonly privateData: Pick<PrivateData, "get"> }): void {
  if (privateData.get(REVOKED) === true) reader.noteDeleted({ id, clientId });
}

/** Of a rotation: whether it is one for a leak. */
export const isLeaked = ({ prior, planned }: Pick<Context, "prior" | "planned">): boolean =>
  mapChange(
    prior.rotation?.revoke_when_changed ?? null,
    planned.rotation?.revoke_when_changed ?? null,
  ) === "changed";

export async function revokePrincipal(context: Context): Promise<PrincipalState> {
  const { client: session, prior, planned, privateData, signal, diagnostics } = context;
  // No request tells it: the first one ends the secret.
  const { kind } = session;
  const { noun, short } = kind.words;
  if (privateData.get(OWN) === true) throw new DiagnosticError(inUse(kind.words, prior, "replace"));
  tellRevoked(context);
  const preparation = await reporting({ summary: `Cannot revoke ${noun}` }, signal, () =>
    prepare(context),
  );
  await reporting({ summary: `Cannot revoke ${noun}` }, signal, () =>
    deleteUntilGone(session, prior, signal),
  );
  // Until a successor is in the state.
  note(privateData, REVOKED, true);
  const state = await createAndFinish(context, {
    ...preparation,
    stateOf: (record, made) => {
      note(privateData, REVOKED, false);
      return revokedState({ kind, planned, prior }, record, made);
    },
    aftermathOf: ({ id }) =>
      `The old ${short} is deleted. The ${short} ${id} exists and is kept in the state.`,
  }).catch((error: unknown) => {
    diagnostics.add(messages.revokedOnly(rotatedOf(session.kind.words, prior)));
    throw error;
  });
  const isUnmanaged = planned.persona_qualified_names === null;
  if (isUnmanaged && privateData.get(LINKS_SEEN) === true) {
    diagnostics.add(messages.linksNotCarried(rotatedOf(session.kind.words, prior)));
  }
  if (carriesAssets(context)) await carryWhatIsSeen(context, state.username);
  await clearUnfinished(context);
  return state;
}

/** What a rotation that was killed has left is found by the name of the old one, which no state has any more. */
async function clearUnfinished(context: Context): Promise<void> {
  try {
    await purgeUnfinishedSuccessors(context);
  } catch (error) {
    const { client: session, prior, diagnostics } = context;
    const step = "leftovers of an earlier run could not be looked for";
    diagnostics.add(messages.notFinished(rotatedOf(session.kind.words, prior), step, error));
  }
}

/** The lists of assets go on naming what is deleted. */
async function carryWhatIsSeen(
  { client: session, prior, signal, diagnostics }: Context,
  to: string,
): Promise<void> {
  const from = prior.username;
  const rotated = rotatedOf(session.kind.words, prior);
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
    // The new one is made and works: nothing fails it any more.
    diagnostics.add(messages.notFinished(rotated, "its rights on assets were not carried", error));
  }
}
