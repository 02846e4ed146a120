// The story of a create: look, claim, prove, finish. Whatever exists is in the state before the next step can fail.

import { NEVER_EXPIRES } from "../../../lib/schema/index.js";
import type { ApiToken, CreatedApiToken, Reply } from "../../client/index.js";
import { type CreateContext, type Diagnostic, DiagnosticError } from "../../framework/index.js";
import { attempting, rethrow } from "../request-diagnostic.js";
import type { Session } from "../session.js";
import { blame } from "./blame.js";
import { claimText } from "./claim.js";
import { clearLeftovers } from "./leftovers.js";
import { type ApiTokenAttributes, createdState, desiredPatch, type TokenState } from "./mapping.js";
import { noTenantTime } from "./no-tenant-time.js";
import { postOnce } from "./post-once.js";
import { waitUntilReady } from "./readiness.js";

type Context = CreateContext<Session, ApiTokenAttributes>;

/** Beyond the create's own timeout, before anybody else may take its claim for a leftover. */
const CLAIM_MARGIN_MS = 5 * 60_000;
/** Kept of the create's time, to take the claim off a token that does not become ready. */
const FINISH_RESERVE_MS = 10_000;

export async function createToken(context: Context): Promise<TokenState> {
  const { client: session, planned, signal } = context;
  const tenantNow = await attempting({ summary: "Cannot create API token" }, signal, () =>
    clearLeftovers(session, planned.display_name, context),
  );
  const reply = await postClaim(context, tenantNow);
  const state = createdState(planned, reply.body, {
    accessToken: reply.body.accessToken,
    tenantNow: reply.serverTime,
  });
  context.keep(state);
  if (state.persona_qualified_names !== null) {
    session.linkOwners.note([state.id], "token", context.diagnostics);
  }
  session.tokenWrites.made(reply.body);
  if (reply.serverTime === null) context.diagnostics.add(noTenantTime);
  try {
    if (planned.wait_until_ready) await proveReady(context, reply.body);
    await finish(context, reply.body.id);
  } catch (error) {
    await takeClaimOff(context, reply.body.id);
    throw error;
  }
  return state;
}

function postClaim(context: Context, tenantNow: Date): Promise<Reply<CreatedApiToken>> {
  const { client: session, planned, deadlineMs } = context;
  const restMs = Math.max(deadlineMs - session.clock.nowMs(), 0);
  const staleAfter = new Date(tenantNow.getTime() + restMs + CLAIM_MARGIN_MS);
  const token = {
    displayName: planned.display_name,
    description: claimText(session.clock.uuid(), staleAfter),
    personaQualifiedNames: [],
    validitySeconds: planned.validity_seconds,
  };
  return postOnce({ ...context, session, token });
}

async function proveReady(context: Context, token: CreatedApiToken): Promise<void> {
  const { client: session, signal, deadlineMs } = context;
  const candidate = { http: session.client.as(token.accessToken), username: token.username };
  const untilMs = deadlineMs - FINISH_RESERVE_MS;
  const problem = await attempting(
    { summary: "Cannot check new API token", aftermath: tainted(token) },
    signal,
    () => waitUntilReady(candidate, { clock: session.clock, signal, untilMs }),
  );
  if (problem !== undefined) throw new DiagnosticError(notReady(context, token, problem));
}

/** The name, description and personas that were asked for; the claim goes with it. */
async function finish({ client: session, planned, signal }: Context, id: string): Promise<void> {
  try {
    await session.tokenWrites.update(id, {
      resolve: (seen) => desiredPatch(planned, seen),
      signal,
    });
  } catch (error) {
    const why = blame(error, planned.persona_qualified_names ?? []);
    const attempt = { summary: "Cannot finish API token", aftermath: tainted({ id }), ...why };
    rethrow(error, attempt, signal);
  }
}

/**
 * Best effort: the token is tainted already, and the error that is on its way matters more. Not under the operation's
 * own signal, which may be what ended the create.
 */
async function takeClaimOff({ client: session, planned, log }: Context, id: string): Promise<void> {
  const { description } = planned;
  try {
    await session.tokenWrites.update(id, {
      resolve: () => ({ set: { description } }),
      signal: AbortSignal.timeout(FINISH_RESERVE_MS),
    });
  } catch (error) {
    log.warn("the claim could not be taken off a token that was not finished", { id, error });
  }
}

const tainted = ({ id }: Pick<ApiToken, "id">): string =>
  `The token ${id} exists and is kept in the state, marked as tainted: the next apply replaces it.`;

function notReady({ planned }: Context, token: ApiToken, problem: string): Diagnostic {
  const isUnlimited = planned.validity_seconds === NEVER_EXPIRES;
  const cause = isUnlimited
    ? `\n\nThe likely cause: validity_seconds is ${NEVER_EXPIRES}, which overflows in Keycloak past the year 2038, so such a token may be born dead. Set 157680000 (five years) or less.`
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
