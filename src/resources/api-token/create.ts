// The story of a create: look, claim, prove, finish. Whatever exists is in the state before the next step can fail.

import { NEVER_EXPIRES } from "../../../lib/schema/index.js";
import {
  type ApiToken,
  type CreatedApiToken,
  type Reply,
  updateApiToken,
} from "../../client/index.js";
import { withGrace } from "../../deadline.js";
import { type CreateContext, type Diagnostic, DiagnosticError } from "../../framework/index.js";
import { reporting, rethrow } from "../request-diagnostic.js";
import { attributeOf } from "./attribute-of.js";
import { claimText } from "./claim.js";
import { clearLeftovers, tellLateLeftovers } from "./leftovers.js";
import { type ApiTokenAttributes, createdState, desiredPatch, type TokenState } from "./mapping.js";
import { noTenantTime } from "./no-tenant-time.js";
import { postOnce } from "./post-once.js";
import { waitUntilReady } from "./readiness.js";
import type { TokenSession } from "./token-session.js";

type Context = CreateContext<TokenSession, ApiTokenAttributes>;

/** Beyond the create's own timeout, before anybody else may take its claim for a leftover. */
const CLAIM_MARGIN_MS = 5 * 60_000;
/** Kept of the create's time, to take the claim off a token that does not become ready. */
const FINISH_RESERVE_MS = 10_000;

export async function createToken(context: Context): Promise<TokenState> {
  const { client: session, planned, signal, diagnostics } = context;
  const check = { displayName: planned.display_name, diagnostics, signal };
  const { tenantNow, seen } = await reporting({ summary: "Cannot create API token" }, signal, () =>
    clearLeftovers(session, check),
  );
  const claim = claimOf(context, tenantNow);
  session.ownCreates.begin(claim);
  const reply = await postClaim(context, claim);
  const token = reply.body;
  const state = createdState(planned, token, {
    accessToken: token.accessToken,
    tenantNow: reply.serverTime,
  });
  context.keep(state);
  if (state.persona_qualified_names !== null) {
    session.linkOwners.note([state.id], "token", diagnostics);
  }
  session.ownCreates.made(claim, token);
  session.tokenWrites.made(token);
  if (reply.serverTime === null) diagnostics.add(noTenantTime);
  let isListLate: boolean;
  try {
    if (planned.wait_until_ready) await proveReady(context, token);
    isListLate = await finish(context, token.id);
  } catch (error) {
    await takeClaimOff(context, token.id);
    throw error;
  }
  if (isListLate) await tellLateLeftovers(session, { ...check, seen });
  return state;
}

function claimOf({ client: { clock }, deadlineMs }: Context, tenantNow: Date): string {
  const restMs = Math.max(deadlineMs - clock.elapsedMs(), 0);
  const staleAfter = new Date(tenantNow.getTime() + restMs + CLAIM_MARGIN_MS);
  return claimText(clock.uuid(), staleAfter);
}

function postClaim(context: Context, claim: string): Promise<Reply<CreatedApiToken>> {
  const { client: session, planned } = context;
  const token = {
    displayName: planned.display_name,
    description: claim,
    personaQualifiedNames: [],
    validitySeconds: planned.validity_seconds,
  };
  return postOnce({ ...context, session, token });
}

async function proveReady(context: Context, token: CreatedApiToken): Promise<void> {
  const { client: session, signal, deadlineMs } = context;
  const { clock, client } = session;
  const newToken = { http: client.as(token.accessToken), username: token.username };
  const untilMs = deadlineMs - FINISH_RESERVE_MS;
  const problem = await reporting(
    { summary: "Cannot check new API token", aftermath: tainted(token) },
    signal,
    () => waitUntilReady(newToken, { clock, signal, untilMs }),
  );
  if (problem !== undefined) throw new DiagnosticError(notReady(context, token, problem));
}

/**
 * The name, description and personas that were asked for; the claim goes with it.
 *
 * @returns whether the list of tokens is late, as far as was seen
 */
async function finish(context: Context, id: string): Promise<boolean> {
  const { client: session, planned, signal, diagnostics } = context;
  try {
    const outcome = await session.tokenWrites.update(id, {
      resolve: (seen) => desiredPatch(planned, seen),
      signal,
    });
    if (outcome.state === "holds") return outcome.isReadLate;
    if (!signal.aborted || !outcome.isAcknowledged) throw outcome.reason;
    diagnostics.add(notSeenFinished(id));
    return false;
  } catch (error) {
    const pointer = attributeOf(error, planned.persona_qualified_names ?? []);
    const report = { summary: "Cannot finish API token", aftermath: tainted({ id }), ...pointer };
    rethrow(error, report, signal);
  }
}

/** Best effort: the token is tainted already, and the error that is on its way matters more. */
async function takeClaimOff(context: Context, id: string): Promise<void> {
  const { client: session, planned, signal, log } = context;
  const { display_name: displayName, description } = planned;
  try {
    await updateApiToken(
      session.client.apiKey,
      { id, displayName, description, personaQualifiedNames: [] },
      // The operation's own end may be what ended the create.
      { signal: withGrace(signal, FINISH_RESERVE_MS, session.clock), priority: "clean_up" },
    );
  } catch (error) {
    log.warn("the claim could not be taken off a token that was not finished", { id, error });
  }
}

const tainted = ({ id }: Pick<ApiToken, "id">): string =>
  `The token ${id} exists and is kept in the state, marked as tainted: the next apply replaces it.`;

const notSeenFinished = (id: string): Diagnostic => ({
  severity: "warning",
  summary: `API token ${id} was not checked`,
  detail:
    "The token works, and its name, description and personas were written. The operation ended before the list of tokens showed them. The next plan compares them again.",
});

function notReady({ planned }: Context, token: ApiToken, problem: string): Diagnostic {
  const isUnlimited = planned.validity_seconds === NEVER_EXPIRES;
  const cause = isUnlimited
    ? `\n\nThe likely cause: validity_seconds is ${NEVER_EXPIRES}, which overflows in Keycloak past the year 2038, so such a token may have expired from the start. Set 157680000 (five years) or less.`
    : "";
  return {
    severity: "error",
    summary: "API token does not become ready",
    detail:
      `The new token ${token.id} was created, but the tenant does not accept it yet. Last seen: ${problem}.${cause}\n\n` +
      `${tainted(token)} Raise the create timeout if the tenant is slow, or set wait_until_ready = false if nothing uses the token right away.`,
    ...(isUnlimited && { attribute: ["validity_seconds"] }),
  };
}
