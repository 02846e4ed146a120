// What Read says of a principal: what the tenant holds, whether it is gone, and whether another one has taken over.
import {
  type Diagnostic,
  DiagnosticError,
  type PrivateData,
  type ReadContext,
} from "../../framework/index.js";
import type { PrincipalAttributes, PrincipalState, Words } from "../principals/kind.js";
import { noTenantTime } from "../principals/no-tenant-time.js";
import { byId } from "../principals/selector.js";
import { noteLinks } from "../principals/session.js";
import { reporting } from "../request-diagnostic.js";
import { GONE, LINKS_SEEN, note, OWN, SECRET_OFFERED } from "../rotation/notes.js";
import { livingOf, overdue } from "../rotation/predecessors.js";
import { withRotation } from "../rotation/read-rotation.js";
import { tellRevoked } from "../rotation/revoke.js";
import type { RotatingSession } from "../rotation/session.js";
import { readState, withRetiring } from "../rotation/state.js";
import {
  goneBefore,
  namedSuccessorOf,
  successorOf,
  takenOver,
  unfinishedSuccessors,
} from "../rotation/succession.js";

type Context = ReadContext<RotatingSession, PrincipalAttributes>;

export async function readPrincipal(context: Context): Promise<PrincipalState | null> {
  const { client: session, prior, privateData, signal, diagnostics } = context;
  const { kind } = session;
  session.inState.add(prior.id);
  return await reporting({ summary: `Cannot read ${kind.words.noun}` }, signal, async () => {
    tellRevoked(context);
    const { created_at: createdAt, created_by: createdBy } = prior;
    const expected = { selector: byId(prior.id), createdAt, createdBy };
    const { record, tenantNow } = await session.absence.read(expected, signal);
    if (tenantNow === null) diagnostics.add(noTenantTime);
    const retiring = await livingOf(session, prior.retiring, signal);
    if (record === null) return await readGone(context, withRetiring(prior, retiring));
    const successor = await successorOf(session, record, { prior, signal });
    if (successor !== null) {
      throw new DiagnosticError(takenOver(kind.words, prior, { successor, isGone: false }));
    }
    const unfinished = await unfinishedSuccessors(session, prior, signal);
    for (const warning of [...overdue(kind.words, prior, retiring), ...unfinished])
      diagnostics.add(warning);
    const ownUsername = await session.ownUsername(signal);
    note(privateData, GONE, false);
    note(privateData, OWN, ownUsername === record.username);
    noteLinksSeen(privateData, prior, kind.personasOf(record));
    note(privateData, SECRET_OFFERED, await isSecretOffered(session, prior));
    await kind.noteForPlan?.(privateData, session, signal);
    noteLinks(session, prior, diagnostics);
    const seen = withRetiring(readState(kind, prior, { record, tenantNow }), retiring);
    const state = withRotation(seen, privateData, { tenantNow, ownUsername });
    const { warnBeforeExpirySeconds } = session;
    kind.warn?.(state, { tenantNow, warnBeforeExpirySeconds, diagnostics });
    return state;
  });
}

function noteLinksSeen(
  privateData: PrivateData,
  { persona_qualified_names }: PrincipalState,
  personas: readonly string[],
): void {
  note(privateData, LINKS_SEEN, persona_qualified_names === null && personas.length > 0);
}

const isSecretOffered = async (
  { kind, importSecrets }: RotatingSession,
  state: PrincipalState,
): Promise<boolean> =>
  kind.lacksSecret(state) && (await importSecrets.find(state.client_id)) !== null;

/** Its predecessors are only known by this state, so as long as one of them works it is kept. */
async function readGone(
  { client: session, privateData, signal, diagnostics }: Context,
  prior: PrincipalState,
): Promise<PrincipalState | null> {
  const { words } = session.kind;
  const successor = await namedSuccessorOf(session, prior, signal);
  if (successor !== null)
    throw new DiagnosticError(takenOver(words, prior, { successor, isGone: true }));
  const isKept = prior.retiring.length > 0;
  if (isKept) note(privateData, GONE, true);
  diagnostics.add(isKept ? goneBefore(words, prior) : gone(words, prior));
  return isKept ? prior : null;
}

const gone = ({ noun, short }: Words, { id, display_name }: PrincipalState): Diagnostic => ({
  severity: "warning",
  summary: `${noun} ${id} is gone`,
  detail: `The ${short} ${JSON.stringify(display_name)} was deleted outside Terraform. It is dropped from the state; if the configuration still has it, this plan creates a new one, with a new secret.`,
});
