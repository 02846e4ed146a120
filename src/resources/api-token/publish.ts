// The moment of a rotation at which the successor takes over: each of the two gets its name. From here on only warnings: after an
// error Terraform would keep outputs with the old secret.
import type { ApiToken } from "../../client/index.js";
import { CLAIM_GRACE_MS, withGrace } from "../../deadline.js";
import type { UpdateContext } from "../../framework/index.js";
import * as messages from "../rotation/messages.js";
import { retiredName } from "../rotation/names.js";
import { type ApiTokenAttributes, desiredPatch } from "./mapping.js";
import { rotatedOf } from "./rotated.js";
import type { TokenSession } from "./token-session.js";
import type { TokenChange, TokenObject } from "./writer.js";

type Context = UpdateContext<TokenSession, ApiTokenAttributes>;

/**
 * The predecessor first: while it has the name, a run that was killed is told from one that has not begun.
 *
 * @returns whether the list of tokens is late, as far as was seen
 */
export async function publish(
  context: Context,
  { id, clientId }: Pick<ApiToken, "id" | "clientId">,
  personas: readonly string[],
): Promise<boolean> {
  const { client: session, prior, planned } = context;
  if (planned.persona_qualified_names !== null) {
    session.linkOwners.note([id], "token", context.diagnostics);
  }
  const signal = withGrace(context.signal, CLAIM_GRACE_MS, session.clock);
  const displayName = retiredName(prior.display_name, clientId);
  const renamed = { resolve: () => ({ set: { displayName } }), signal };
  const old = "the old token could not be renamed";
  await warningOnly(context, { id: prior.id, change: renamed, failure: old });
  const wanted = { ...planned, persona_qualified_names: personas };
  const finished = { resolve: (seen: TokenObject) => desiredPatch(wanted, seen), signal };
  const failure = "the new token did not get its name, description and personas";
  return await warningOnly(context, { id, change: finished, failure });
}

interface Step {
  readonly id: string;
  readonly change: TokenChange;
  /** What is said should it fail, as a clause. */
  readonly failure: string;
}

async function warningOnly(
  { client: session, prior, diagnostics }: Context,
  { id, change, failure }: Step,
): Promise<boolean> {
  try {
    const outcome = await session.tokenWrites.update(id, change);
    if (outcome.state === "holds") return outcome.isReadLate;
    // Written, and not seen since: the next plan compares.
    if (outcome.isAcknowledged) return true;
    throw outcome.reason;
  } catch (error) {
    diagnostics.add(messages.notFinished(rotatedOf(prior), failure, error));
    return false;
  }
}
