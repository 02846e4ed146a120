// The story of a create: look, claim, prove, finish. Whatever exists is in the state before the next step can fail.

import type { ApiToken } from "../../client/index.js";
import type { CreateContext, Diagnostic } from "../../framework/index.js";
import { type StoredSecret, storageFor } from "../one-time-secret/storage.js";
import { reporting } from "../request-diagnostic.js";
import { clearLeftovers, tellLateLeftovers } from "./leftovers.js";
import { finishToken, makeToken, makingOf, proveReady, takeClaimOff } from "./make.js";
import { type ApiTokenAttributes, createdState, type TokenState } from "./mapping.js";
import type { TokenSession } from "./token-session.js";

type Context = Omit<CreateContext<TokenSession, ApiTokenAttributes>, "privateData" | "writeOnly">;

/** What differs for those who make a token: what the state is then, and what becomes of a token that is not finished. */
export interface CreateVariant {
  stateOf(token: ApiToken, made: { secret: StoredSecret; tenantNow: Date | null }): TokenState;
  aftermathOf(token: Pick<ApiToken, "id">): string;
}

export const createToken = (
  context: CreateContext<TokenSession, ApiTokenAttributes>,
): Promise<TokenState> =>
  createAndFinish(context, {
    stateOf: (token, made) => createdState(context.planned, token, made),
    aftermathOf: tainted,
  });

export async function createAndFinish(
  context: Context,
  variant: CreateVariant,
): Promise<TokenState> {
  const { client: session, planned, signal, diagnostics, log } = context;
  const { display_name: displayName, description } = planned;
  const store = await storageFor(planned.seal_to);
  const check = { displayName, diagnostics, signal };
  const { tenantNow, seen } = await reporting({ summary: "Cannot create API token" }, signal, () =>
    clearLeftovers(session, check),
  );
  const making = makingOf(context, planned);
  const { body: token, serverTime } = await makeToken(making, tenantNow);
  const secret = await store(token.accessToken);
  const state = variant.stateOf(token, { secret, tenantNow: serverTime });
  context.keep(state);
  if (state.persona_qualified_names !== null) {
    session.linkOwners.note([state.id], "token", diagnostics);
  }
  let isListLate: boolean;
  try {
    if (planned.wait_until_ready)
      await proveReady(making, token, `${variant.aftermathOf(token)} ${UNREADY}`);
    const outcome = await finishToken(making, {
      id: token.id,
      wanted: planned,
      report: { summary: "Cannot finish API token", aftermath: variant.aftermathOf(token) },
      isEnough: ({ isAcknowledged }) => signal.aborted && isAcknowledged,
    });
    isListLate = outcome.state === "holds" && outcome.isReadLate;
    if (outcome.state === "open") diagnostics.add(notSeenFinished(token.id));
  } catch (error) {
    await takeClaimOff(making, { id: token.id, displayName, description }, log);
    throw error;
  }
  if (isListLate) await tellLateLeftovers(session, { ...check, seen });
  return state;
}

const tainted = ({ id }: Pick<ApiToken, "id">): string =>
  `The token ${id} exists and is kept in the state, marked as tainted: the next apply replaces it.`;

const UNREADY =
  "If nothing uses a new token right away, wait_until_ready = false leaves this check out.";

const notSeenFinished = (id: string): Diagnostic => ({
  severity: "warning",
  summary: `API token ${id} was not checked`,
  detail:
    "The token works, and its name, description and personas were written. The operation ended before the list of tokens showed them. The next plan compares them again.",
});
