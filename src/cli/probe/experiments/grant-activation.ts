// How long until an admin that was added to a connection may change it. The change that is tried takes the admin away again.
import { requireAccepted } from "../connection/connection-admins.js";
import { type Bracket, bracketOf, bracketText, roundestIn } from "../measure/bracket.js";
import { growing, watch } from "../measure/watch.js";
import type { Interpretation } from "./experiment.js";
import { type ConnectionContext, onConnection } from "./on-connection.js";

/** A right that is given once more soon after it was taken away may count at once, so that one series of looks has to be close enough. */
const STEP = 1.25;
/** Of the looks in a whole minute, and of what comes before them. */
const REQUESTS_AT_ONCE = 55;

export interface GrantActivation {
  /** Null: not within two minutes. */
  readonly allowed: Bracket | null;
}

async function observe(context: ConnectionContext): Promise<GrantActivation> {
  const { admins, token, asToken, clock, signal } = context;
  await context.waitForRoom(REQUESTS_AT_ONCE);
  const since = requireAccepted(await admins.add(context, token.username));
  const look = async () => {
    const change = await admins.remove(context, token.username, asToken);
    const isThere = change.status !== 403;
    return { ...(isThere ? requireAccepted(change) : change), isThere };
  };
  const looks = await watch({ clock, signal, since, offsetsMs: growing(STEP), look });
  const allowed = bracketOf(since, looks);
  if (allowed === null) requireAccepted(await admins.remove(context, token.username));
  return { allowed };
}

export const interpretGrantActivation = ({ allowed }: GrantActivation): Interpretation =>
  allowed === null
    ? { answer: "The new admin could not change the connection within two minutes." }
    : {
        answer: `The new admin may change the connection ${bracketText(allowed)}.`,
        settings: { grantActivationMs: roundestIn(allowed) },
      };

export const grantActivation = onConnection({
  id: "grant_activation",
  question: "How long until a right on a connection counts?",
  observe,
  interpret: interpretGrantActivation,
});
