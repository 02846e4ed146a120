// Makes a principal once, under a claim, waits until it works, and gives it what was asked for: what a create, a rotation and a token for one run share.

import type { Reply } from "../../client/index.js";
import { withGrace } from "../../deadline.js";
import {
  type Diagnostic,
  DiagnosticError,
  type DiagnosticSink,
  type Logger,
} from "../../framework/index.js";
import { reporting, rethrow } from "../request-diagnostic.js";
import { attributeOf } from "./attribute-of.js";
import { claimText } from "./claim.js";
import type { Created, Draft, PrincipalKind, Update } from "./kind.js";
import { noTenantTime } from "./no-tenant-time.js";
import { postOnce } from "./post-once.js";
import { waitUntilReady } from "./readiness.js";
import type { PrincipalSession } from "./session.js";
import { type Desired, desiredPatch } from "./writer.js";

/** Beyond the operation's own timeout, before anybody else may take its claim for a leftover. */
const CLAIM_MARGIN_MS = 5 * 60_000;
/** Kept of the operation's time, to take the claim off one that does not become ready. */
const FINISH_RESERVE_MS = 10_000;

/** What the hooks of resources and of ephemeral resources are given alike. */
interface Operation {
  readonly client: PrincipalSession;
  readonly diagnostics: DiagnosticSink;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

export interface Making extends Omit<Operation, "client"> {
  readonly session: PrincipalSession;
  readonly draft: Draft;
}

export const makingOf = (
  { client: session, diagnostics, signal, deadlineMs }: Operation,
  draft: Draft,
): Making => ({ session, draft, diagnostics, signal, deadlineMs });

/**
 * @param tenantNow by it the claim is dated
 * @throws DiagnosticError that says what may exist in the tenant
 */
export async function makeOnce(
  making: Making,
  tenantNow: Date,
): Promise<Pick<Reply<Created>, "body" | "serverTime">> {
  const { session, draft, diagnostics } = making;
  const claim = claimOf(making, tenantNow);
  session.ownCreates.begin(claim);
  const reply = await postOnce({ ...making, draft: { ...draft, description: claim } });
  const { record } = reply.body;
  session.ownCreates.made(claim, record);
  session.writes.made(record, draft.personas);
  if (reply.serverTime === null) diagnostics.add(noTenantTime);
  return reply;
}

function claimOf({ session: { clock }, deadlineMs }: Making, tenantNow: Date): string {
  const restMs = Math.max(deadlineMs - clock.elapsedMs(), 0);
  const staleAfter = new Date(tenantNow.getTime() + restMs + CLAIM_MARGIN_MS);
  return claimText(clock.uuid(), staleAfter);
}

/**
 * @param aftermath what becomes of it where it does not work
 * @throws DiagnosticError when it does not work in time
 */
export async function proveReady(
  { session, draft, signal, deadlineMs }: Making,
  { record, secret }: Created,
  aftermath: string,
): Promise<void> {
  const { clock, client, kind } = session;
  const { noun } = kind.words;
  const made = {
    http: kind.api.as(client, record.clientId, secret),
    username: record.username,
  };
  const untilMs = deadlineMs - FINISH_RESERVE_MS;
  const problem = await reporting({ summary: `Cannot check new ${noun}`, aftermath }, signal, () =>
    waitUntilReady(made, { clock, signal, untilMs }),
  );
  if (problem === undefined) return;
  const why = kind.whyNotReady?.(draft) ?? null;
  throw new DiagnosticError(notReady(kind, record.id, { problem, why, aftermath }));
}

type Updated = Awaited<ReturnType<PrincipalSession["writes"]["update"]>>;

export interface Finishing {
  readonly id: string;
  readonly wanted: Desired;
  readonly report: { readonly summary: string; readonly aftermath: string };
  /** Whether a write that was not seen to hold will do. Default: it will not. */
  readonly isEnough?: (open: Extract<Updated, { readonly state: "open" }>) => boolean;
}

/**
 * The name, description and personas that were asked for; the claim goes with it.
 *
 * @throws DiagnosticError when the tenant refuses it, or it is not seen to hold
 */
export async function finish(
  { session, signal }: Making,
  { id, wanted, report, isEnough = () => false }: Finishing,
): Promise<Updated> {
  try {
    const outcome = await session.writes.update(id, {
      resolve: (seen) => desiredPatch(session.kind, wanted, seen),
      signal,
    });
    if (outcome.state === "open" && !isEnough(outcome)) throw outcome.reason;
    return outcome;
  } catch (error) {
    const pointer = attributeOf(session.kind, error, wanted.persona_qualified_names ?? []);
    rethrow(error, { ...report, ...pointer }, signal);
  }
}

/** Best effort, of one that could not be finished and stays: the error that is on its way matters more. */
export async function takeClaimOff(
  { session, signal }: Making,
  finished: Omit<Update, "personas">,
  log: Logger,
): Promise<void> {
  try {
    await session.kind.api.update(
      session.client.apiKey,
      { ...finished, personas: [] },
      // The operation's own end may be what ended the create.
      { signal: withGrace(signal, FINISH_RESERVE_MS, session.clock), priority: "clean_up" },
    );
  } catch (error) {
    const { id } = finished;
    log.warn("the claim could not be taken off what was not finished", { id, error });
  }
}

interface NotReady {
  /** What was last seen, as a clause. */
  readonly problem: string;
  readonly why: ReturnType<NonNullable<PrincipalKind["whyNotReady"]>>;
  readonly aftermath: string;
}

function notReady({ words }: PrincipalKind, id: string, not: NotReady): Diagnostic {
  const { problem, why, aftermath } = not;
  const cause = why === null ? "" : `\n\nThe likely cause: ${why.cause}`;
  return {
    severity: "error",
    summary: `${words.noun} does not become ready`,
    detail:
      `The new ${words.short} ${id} was created, but the tenant does not accept it yet. Last seen: ${problem}.${cause}\n\n` +
      `${aftermath} Raise the timeout of the operation if the tenant is slow.`,
    ...(why !== null && { attribute: [why.attribute] }),
  };
}
