// What happens to a principal with a one-time secret at plan and apply, whatever its kind: map, call, map back.
import {
  type AnyResource,
  type CreateContext,
  type Diagnostic,
  DiagnosticError,
  defineResource,
  type ImportContext,
  isUnknown,
  type OperationContext,
  type ResourceDefinition,
  type UpdateContext,
} from "../../framework/index.js";
import { attributeOf } from "../principals/attribute-of.js";
import { createAndFinish, prepare } from "../principals/create.js";
import type {
  PrincipalAttributes,
  PrincipalKind,
  PrincipalPlan,
  PrincipalState,
  Words,
} from "../principals/kind.js";
import { findPrincipal } from "../principals/lookup.js";
import { parseImportId } from "../principals/selector.js";
import { noteLinks } from "../principals/session.js";
import { desiredPatch } from "../principals/writer.js";
import { reporting, rethrow } from "../request-diagnostic.js";
import { note, OWN, SECRET_OFFERED } from "../rotation/notes.js";
import { changedByRotation } from "../rotation/plan-rotation.js";
import { retireUnplanned } from "../rotation/predecessors.js";
import { isLeaked, revokePrincipal } from "../rotation/revoke.js";
import { rotatePrincipal } from "../rotation/rotate.js";
import type { RotatingSession } from "../rotation/session.js";
import { createdState, importedState, openState, updatedState } from "../rotation/state.js";
import { purgeUnfinishedSuccessors } from "../rotation/succession.js";
import { deletePrincipal } from "./delete.js";
import { importedSecret } from "./imported-secret.js";
import { planPrincipal } from "./plan.js";
import { readPrincipal } from "./read.js";

type A = PrincipalAttributes;

async function create(context: CreateContext<RotatingSession, A>): Promise<PrincipalState> {
  const { client: session, planned, privateData, signal } = context;
  const { kind } = session;
  const preparation = await prepare(context);
  // What the first Read would note anew would look like drift.
  await kind.noteForPlan?.(privateData, session, signal);
  return await createAndFinish(context, {
    ...preparation,
    stateOf: (record, made) => createdState({ kind, planned }, record, made),
    aftermathOf: ({ id }) =>
      `The ${kind.words.short} ${id} exists and is kept in the state, marked as tainted: the next apply replaces it.`,
  });
}

/** The plan of a rotation leaves it to the apply who the principal is. */
const isRotation = ({ id }: PrincipalPlan): boolean => isUnknown(id);

/** What a rotation that was killed has left is found by this one's name. */
const losesLeftovers = ({ prior, planned }: UpdateContext<RotatingSession, A>): boolean =>
  prior.rotation !== null && planned.display_name !== prior.display_name;

async function update(context: UpdateContext<RotatingSession, A>): Promise<PrincipalState> {
  const { client: session, planned, prior, privateData, signal } = context;
  const { kind } = session;
  if (isRotation(planned)) {
    return await (isLeaked(context) ? revokePrincipal : rotatePrincipal)(context);
  }
  const secret = await importedSecret(context);
  try {
    if (losesLeftovers(context)) await purgeUnfinishedSuccessors(context);
    const outcome = await session.writes.update(prior.id, {
      resolve: (seen) => desiredPatch(kind, planned, seen),
      signal,
    });
    if (outcome.state === "open") {
      context.keep({ ...openState({ kind, planned, prior }), ...secret });
      context.diagnostics.add(notChecked(kind.words, prior));
      throw outcome.reason;
    }
    const state = { ...updatedState({ kind, planned, prior }), ...secret };
    note(privateData, SECRET_OFFERED, false);
    noteLinks(session, state, context.diagnostics);
    return await retireUnplanned(context, state);
  } catch (error) {
    const pointer = attributeOf(kind, error, planned.persona_qualified_names ?? []);
    rethrow(error, { summary: `Cannot update ${kind.words.noun}`, ...pointer }, signal);
  }
}

async function importState(context: ImportContext<RotatingSession>): Promise<PrincipalState> {
  const { client: session, id, privateData, signal } = context;
  const { kind } = session;
  const selector = parseImportId(id, kind.words.prefix);
  if (selector === undefined) throw new DiagnosticError(badImportId(kind.words, id));
  return await reporting({ summary: `Cannot import ${kind.words.noun}` }, signal, async () => {
    const found = await findPrincipal(session, selector, { signal });
    const { record } = found;
    note(privateData, OWN, (await session.ownUsername(signal)) === record.username);
    const own = await kind.importedState(record, session, signal);
    return importedState(kind, found, own);
  });
}

const notChecked = ({ noun, short }: Words, { id }: PrincipalState): Diagnostic => ({
  severity: "warning",
  summary: `Update of ${noun} ${id} was not checked`,
  detail: `The update was sent, or may have been, and the list of ${short}s was not read afterwards. The state has the new values, and also the personas that were to be removed. The next plan compares them with the tenant.`,
});

const badImportId = ({ noun, prefix }: Words, id: string): Diagnostic => ({
  severity: "error",
  summary: "Import id not understood",
  detail:
    `${JSON.stringify(id)} is not the import id of an ${noun}, expected one of:\n` +
    `  - its GUID\n  - its client ID, \`${prefix}-…\`\n  - its username, \`service-account-${prefix}-…\`\n  - \`name:<display name>\``,
});

/** @param sessionOf what a session has of this kind */
export function principalResource<Session>(
  kind: PrincipalKind,
  sessionOf: (session: Session) => RotatingSession,
): AnyResource<Session> {
  const within =
    <C extends OperationContext<RotatingSession>, T>(hook: (context: C) => Promise<T>) =>
    (context: Omit<C, "client"> & { readonly client: Session }): Promise<T> =>
      // All of the context but the client is as it was.
      hook({ ...context, client: sessionOf(context.client) } as unknown as C);
  const { validate } = kind;
  const definition: ResourceDefinition<Session, A> = {
    schema: kind.schema,
    ...(validate && { validate }),
    changesInPlace: (change) => changedByRotation(kind, change),
    plan: (context) => planPrincipal(kind, context),
    create: within(create),
    read: within(readPrincipal),
    update: within(update),
    createsOnUpdate: isRotation,
    delete: within(deletePrincipal),
    importState: within(importState),
  };
  return defineResource(definition);
}
