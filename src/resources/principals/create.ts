// The story of a create: look, claim, prove, finish. Whatever exists is in the state before the next step can fail.
import type { CreateContext, Diagnostic } from "../../framework/index.js";
import { type StoredSecret, storageFor } from "../one-time-secret/storage.js";
import { reporting } from "../request-diagnostic.js";
import type { Draft, PrincipalAttributes, PrincipalRecord, PrincipalState, Words } from "./kind.js";
import { clearLeftovers, tellLateLeftovers } from "./leftovers.js";
import { finish, makeOnce, makingOf, proveReady, takeClaimOff } from "./make.js";
import { noteLinks, type PrincipalSession } from "./session.js";

type Context = Omit<
  CreateContext<PrincipalSession, PrincipalAttributes>,
  "privateData" | "writeOnly"
>;

/** What must be certain before anything is made: that its secret can be stored, and what to ask for. */
export interface Preparation {
  readonly store: Awaited<ReturnType<typeof storageFor>>;
  readonly draft: Draft;
}

/** @throws DiagnosticError for what no tenant would make */
export async function prepare({ client: session, planned, signal }: Context): Promise<Preparation> {
  const { kind } = session;
  const store = await storageFor(planned.seal_to);
  const draft = await reporting({ summary: `Cannot create ${kind.words.noun}` }, signal, () =>
    kind.draftOf(planned, session, signal),
  );
  return { store, draft };
}

/** What differs for those who make one: what the state is then, and what becomes of one that is not finished. */
export interface CreateVariant extends Preparation {
  stateOf(
    record: PrincipalRecord,
    made: { readonly secret: StoredSecret; readonly tenantNow: Date | null },
  ): PrincipalState;
  aftermathOf(record: Pick<PrincipalRecord, "id">): string;
}

export async function createAndFinish(
  context: Context,
  variant: CreateVariant,
): Promise<PrincipalState> {
  const { client: session, planned, signal, diagnostics, log } = context;
  const { kind } = session;
  const { noun } = kind.words;
  const { display_name: displayName, description } = planned;
  const check = { displayName, diagnostics, signal };
  const { tenantNow, seen } = await reporting({ summary: `Cannot create ${noun}` }, signal, () =>
    clearLeftovers(session, check),
  );
  const making = makingOf(context, variant.draft);
  const { body: made, serverTime } = await makeOnce(making, tenantNow);
  const { record } = made;
  const secret = await variant.store(made.secret);
  const state = variant.stateOf(record, { secret, tenantNow: serverTime });
  context.keep(state);
  noteLinks(session, state, diagnostics);
  let isListLate: boolean;
  try {
    if (kind.waitsUntilReady(planned))
      await proveReady(making, made, `${variant.aftermathOf(record)} ${unready(kind)}`.trim());
    const outcome = await finish(making, {
      id: record.id,
      wanted: planned,
      report: { summary: `Cannot finish ${noun}`, aftermath: variant.aftermathOf(record) },
      isEnough: ({ isAcknowledged }) => signal.aborted && isAcknowledged,
    });
    isListLate = outcome.state === "holds" && outcome.isReadLate;
    if (outcome.state === "open") diagnostics.add(notSeenFinished(kind.words, record.id));
  } catch (error) {
    const { id, clientId } = record;
    await takeClaimOff(making, { id, clientId, displayName, description }, log);
    throw error;
  }
  if (isListLate) await tellLateLeftovers(session, { ...check, seen });
  return state;
}

/** Only where the schema has a way to leave it out. */
const unready = ({ schema, words }: PrincipalSession["kind"]): string =>
  "wait_until_ready" in schema.attributes
    ? `If nothing uses a new ${words.short} right away, wait_until_ready = false leaves this check out.`
    : "";

const notSeenFinished = ({ noun, short }: Words, id: string): Diagnostic => ({
  severity: "warning",
  summary: `${noun} ${id} was not checked`,
  detail: `The ${short} works, and its name, description and personas were written. The operation ended before the list of ${short}s showed them. The next plan compares them again.`,
});
