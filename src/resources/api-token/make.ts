// Makes a token once, under a claim, waits until it works, and gives it what was asked for: what a create, a rotation and a token for one run share.

import { NEVER_EXPIRES } from "../../../lib/schema/index.js";
import {
  type ApiToken,
  type CreatedApiToken,
  type NewApiToken,
  type Reply,
  updateApiToken,
} from "../../client/index.js";
import { withGrace } from "../../deadline.js";
import {
  type Diagnostic,
  DiagnosticError,
  type DiagnosticSink,
  type Logger,
} from "../../framework/index.js";
import { reporting, rethrow } from "../request-diagnostic.js";
import { waitUntilReady } from "../rotation/readiness.js";
import { attributeOf } from "./attribute-of.js";
import { claimText } from "./claim.js";
import { desiredPatch } from "./mapping.js";
import { noTenantTime } from "./no-tenant-time.js";
import { postOnce } from "./post-once.js";
import type { TokenSession } from "./token-session.js";

/** Beyond the operation's own timeout, before anybody else may take its claim for a leftover. */
const CLAIM_MARGIN_MS = 5 * 60_000;
/** Kept of the operation's time, to take the claim off a token that does not become ready. */
const FINISH_RESERVE_MS = 10_000;

/** What the hooks of resources and of ephemeral resources are given alike. */
interface Operation {
  readonly client: TokenSession;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

export interface Making extends Omit<Operation, "client"> {
  readonly session: TokenSession;
  /** All but the description, which is the claim until the token is finished. */
  readonly token: Omit<NewApiToken, "description">;
}

/** What an operation makes: without personas, which the last update links. */
export const makingOf = (
  { client: session, diagnostics, signal, deadlineMs }: Operation,
  declared: { readonly display_name: string; readonly validity_seconds: number },
): Making => {
  const token = {
    displayName: declared.display_name,
    personaQualifiedNames: [],
    validitySeconds: declared.validity_seconds,
  };
  return { session, token, diagnostics, signal, deadlineMs };
};

/**
 * @param tenantNow by it the claim is dated
 * @throws DiagnosticError that says what may exist in the tenant
 */
export async function makeToken(
  making: Making,
  tenantNow: Date,
): Promise<Pick<Reply<CreatedApiToken>, "body" | "serverTime">> {
  const { session, diagnostics } = making;
  const claim = claimOf(making, tenantNow);
  session.ownCreates.begin(claim);
  const reply = await postOnce({ ...making, token: { ...making.token, description: claim } });
  session.ownCreates.made(claim, reply.body);
  session.tokenWrites.made(reply.body, making.token.personaQualifiedNames);
  if (reply.serverTime === null) diagnostics.add(noTenantTime);
  return reply;
}

function claimOf({ session: { clock }, deadlineMs }: Making, tenantNow: Date): string {
  const restMs = Math.max(deadlineMs - clock.elapsedMs(), 0);
  const staleAfter = new Date(tenantNow.getTime() + restMs + CLAIM_MARGIN_MS);
  return claimText(clock.uuid(), staleAfter);
}

/**
 * @param aftermath what becomes of the token where it does not work
 * @throws DiagnosticError when it does not work in time
 */
export async function proveReady(
  { session, token: { validitySeconds }, signal, deadlineMs }: Making,
  token: CreatedApiToken,
  aftermath: string,
): Promise<void> {
  const { clock, client } = session;
  const newToken = { http: client.as(token.accessToken), username: token.username };
  const untilMs = deadlineMs - FINISH_RESERVE_MS;
  const problem = await reporting(
    { summary: "Cannot check new API token", aftermath },
    signal,
    () => waitUntilReady(newToken, { clock, signal, untilMs }),
  );
  if (problem === undefined) return;
  throw new DiagnosticError(notReady(token, { problem, validitySeconds, aftermath }));
}

type Updated = Awaited<ReturnType<TokenSession["tokenWrites"]["update"]>>;

export interface Finishing {
  readonly id: string;
  readonly wanted: Parameters<typeof desiredPatch>[0];
  readonly report: { readonly summary: string; readonly aftermath: string };
  /** Whether a write that was not seen to hold will do. Default: it will not. */
  readonly isEnough?: (open: Extract<Updated, { readonly state: "open" }>) => boolean;
}

/**
 * The name, description and personas that were asked for; the claim goes with it.
 *
 * @throws DiagnosticError when the tenant refuses it, or it is not seen to hold
 */
export async function finishToken(
  { session, signal }: Making,
  { id, wanted, report, isEnough = () => false }: Finishing,
): Promise<Updated> {
  try {
    const outcome = await session.tokenWrites.update(id, {
      resolve: (seen) => desiredPatch(wanted, seen),
      signal,
    });
    if (outcome.state === "open" && !isEnough(outcome)) throw outcome.reason;
    return outcome;
  } catch (error) {
    const pointer = attributeOf(error, wanted.persona_qualified_names ?? []);
    rethrow(error, { ...report, ...pointer }, signal);
  }
}

/** Best effort, of a token that could not be finished and stays: the error that is on its way matters more. */
export async function takeClaimOff(
  { session, signal }: Making,
  finished: { readonly id: string; readonly displayName: string; readonly description: string },
  log: Logger,
): Promise<void> {
  try {
    await updateApiToken(
      session.client.apiKey,
      { ...finished, personaQualifiedNames: [] },
      // The operation's own end may be what ended the create.
      { signal: withGrace(signal, FINISH_RESERVE_MS, session.clock), priority: "clean_up" },
    );
  } catch (error) {
    const { id } = finished;
    log.warn("the claim could not be taken off a token that was not finished", { id, error });
  }
}

interface NotReady {
  /** What was last seen, as a clause. */
  readonly problem: string;
  readonly validitySeconds: number;
  readonly aftermath: string;
}

function notReady({ id }: ApiToken, not: NotReady): Diagnostic {
  const isUnlimited = not.validitySeconds === NEVER_EXPIRES;
  const cause = isUnlimited
    ? `\n\nThe likely cause: validity_seconds is ${NEVER_EXPIRES}, which overflows in Keycloak past the year 2038, so such a token may have expired from the start. Set 157680000 (five years) or less.`
    : "";
  return {
    severity: "error",
    summary: "API token does not become ready",
    detail:
      `The new token ${id} was created, but the tenant does not accept it yet. Last seen: ${not.problem}.${cause}\n\n` +
      `${not.aftermath} Raise the timeout of the operation if the tenant is slow.`,
    ...(isUnlimited && { attribute: ["validity_seconds"] }),
  };
}
