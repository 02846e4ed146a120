// The moment of a rotation at which the successor takes over: each of the two gets its name. From here on only warnings: after an
// error Terraform would keep outputs with the old secret.
import { CLAIM_GRACE_MS, withGrace } from "../../deadline.js";
import type { UpdateContext } from "../../framework/index.js";
import type { PrincipalAttributes, PrincipalRecord } from "../principals/kind.js";
import { noteLinks } from "../principals/session.js";
import { desiredPatch, type PrincipalChange, type PrincipalObject } from "../principals/writer.js";
import * as messages from "./messages.js";
import { retiredName } from "./names.js";
import { rotatedOf } from "./rotated.js";
import type { RotatingSession } from "./session.js";

type Context = UpdateContext<RotatingSession, PrincipalAttributes>;

/**
 * The predecessor first: while it has the name, a run that was killed is told from one that has not begun.
 *
 * @returns whether the list is late, as far as was seen
 */
export async function publish(
  context: Context,
  { id, clientId }: Pick<PrincipalRecord, "id" | "clientId">,
  personas: readonly string[],
): Promise<boolean> {
  const { client: session, prior, planned } = context;
  const { short } = session.kind.words;
  noteLinks(session, { ...planned, id }, context.diagnostics);
  const signal = withGrace(context.signal, CLAIM_GRACE_MS, session.clock);
  const displayName = retiredName(prior.display_name, clientId);
  const renamed = { resolve: () => ({ set: { displayName } }), signal };
  const old = `the old ${short} could not be renamed`;
  await warningOnly(context, { id: prior.id, change: renamed, failure: old });
  const wanted = { ...planned, persona_qualified_names: personas };
  const finished = {
    resolve: (seen: PrincipalObject) => desiredPatch(session.kind, wanted, seen),
    signal,
  };
  const failure = `the new ${short} did not get its name, description and personas`;
  return await warningOnly(context, { id, change: finished, failure });
}

interface Step {
  readonly id: string;
  readonly change: PrincipalChange;
  /** What is said should it fail, as a clause. */
  readonly failure: string;
}

async function warningOnly(
  { client: session, prior, diagnostics }: Context,
  { id, change, failure }: Step,
): Promise<boolean> {
  try {
    const outcome = await session.writes.update(id, change);
    if (outcome.state === "holds") return outcome.isReadLate;
    // Written, and not seen since: the next plan compares.
    if (outcome.isAcknowledged) return true;
    throw outcome.reason;
  } catch (error) {
    diagnostics.add(messages.notFinished(rotatedOf(session.kind.words, prior), failure, error));
    return false;
  }
}
