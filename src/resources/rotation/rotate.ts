// The story of a rotation: ask, make, carry, prove, publish. Until the successor is published, a failure leaves the old secret as it was.
import { tokenPersonaBinding } from "../../../lib/schema/index.js";
import { searchOwnedAssets } from "../../client/index.js";
import { CLAIM_GRACE_MS, withGrace } from "../../deadline.js";
import { type Diagnostic, DiagnosticError, type UpdateContext } from "../../framework/index.js";
import { attributeOf } from "../principals/attribute-of.js";
import { prepare } from "../principals/create.js";
import type { Created, PrincipalAttributes, PrincipalState } from "../principals/kind.js";
import { purgeUnfinished } from "../principals/leftovers.js";
import { makeOnce, makingOf, proveReady } from "../principals/make.js";
import { purge } from "../principals/purge.js";
import { rethrow } from "../request-diagnostic.js";
import type { Participant } from "./barrier.js";
import { carryAssets, takeBackAssets, takeNameOff } from "./carry.js";
import { changedSince, type HeldAsset } from "./held-assets.js";
import { actingAs, askRights, carriesAssets, type HeldRights } from "./held-rights.js";
import * as messages from "./messages.js";
import { OWN } from "./notes.js";
import { retireUnplanned } from "./predecessors.js";
import { proveRights } from "./prove.js";
import { publish } from "./publish.js";
import { rotatedOf, unfinishedNameOf } from "./rotated.js";
import type { RotatingSession } from "./session.js";
import { rotatedState } from "./state.js";

type Context = UpdateContext<RotatingSession, PrincipalAttributes>;

export async function rotatePrincipal(context: Context): Promise<PrincipalState> {
  const { client: session, prior, planned, signal } = context;
  // Before anything else, while an error may still fail the update.
  await retireUnplanned(context, prior);
  const participant = session.rotationBarrier.register();
  try {
    return await rotate(context, participant);
  } catch (error) {
    const pointer = attributeOf(session.kind, error, planned.persona_qualified_names ?? []);
    const { words } = session.kind;
    const aftermath = asItWas(context);
    const report = { summary: `Cannot rotate ${words.noun}`, aftermath, ...pointer };
    rethrow(error, report, signal);
  } finally {
    participant.leave();
  }
}

async function rotate(context: Context, participant: Participant): Promise<PrincipalState> {
  const { client: session, prior, privateData, signal, diagnostics } = context;
  const { kind } = session;
  const { store, draft } = await prepare(context);
  const rights = await askRights(context);
  if (carriesAssets(context) && !rights.isWhole) {
    diagnostics.add(messages.notLookedAsItself(rotatedOf(session.kind.words, prior)));
  }
  await refuseWhereLost(context, rights);
  const displayName = unfinishedNameOf(prior);
  const check = { displayName, diagnostics, signal };
  const tenantNow = await clearUnfinished(context, check, rights);
  const making = makingOf(context, { ...draft, displayName, personas: rights.personas });
  const { body: made, serverTime } = await makeOnce(making, tenantNow).catch((error: unknown) => {
    throw error instanceof DiagnosticError
      ? new DiagnosticError(...stillWorking(context, error.diagnostics))
      : error;
  });
  const succession = { context, made, rights, carried: [] };
  const { secret, personas } = await undoneIfItFails(succession, async () => {
    const stored = await store(made.secret);
    await proveReady(making, made, `The new ${kind.words.short} is deleted. ${asItWas(context)}`);
    await participant.arriveAndWait(signal);
    return { secret: stored, personas: await handOver(succession) };
  });
  // Before the takeover: a run that is killed between that and saving the state has to be sorted out by a person.
  await tellWhatStays(context);
  const state = rotatedState({ ...context, kind }, made.record, { secret, tenantNow: serverTime });
  context.keep(state);
  if (privateData.get(OWN) === true) privateData.set(OWN, false);
  const isListLate = await publish(context, made.record, personas);
  if (isListLate) await clearLate(context, check, rights);
  return state;
}

/** A successor that has been made, and does not work for anybody yet. */
interface Succession {
  readonly context: Context;
  readonly made: Created;
  /** What the old one held when it was asked. */
  readonly rights: HeldRights;
  /** Assets that name the successor, or may. */
  readonly carried: HeldAsset[];
}

async function undoneIfItFails<T>(succession: Succession, steps: () => Promise<T>): Promise<T> {
  try {
    return await steps();
  } catch (error) {
    await undo(succession);
    throw error;
  }
}

/** Before anything is made. */
async function refuseWhereLost(
  { client: session, prior, signal }: Context,
  { assets }: HeldRights,
): Promise<void> {
  const all = await Promise.all(
    assets.map(async ({ entity }) => {
      const problem = await session.assetWriters.obstacleTo(entity, signal);
      return problem === null ? [] : [{ entity, problem }];
    }),
  );
  const obstacles = all.flat();
  if (obstacles.length === 0) return;
  throw new DiagnosticError(messages.cannotCarry(rotatedOf(session.kind.words, prior), obstacles));
}

/** Carries the rights and proves them; then what has changed meanwhile. @returns the personas that the successor is to have */
async function handOver(succession: Succession): Promise<readonly string[]> {
  const { context, made, rights } = succession;
  const { client: session, prior, signal, diagnostics } = context;
  const { clientId, username } = made.record;
  const http = session.kind.api.as(session.client, clientId, made.secret);
  const successor = { username, http };
  noteBindings(succession, rights.personas);
  await carry(succession, rights.assets);
  for (const { entity } of rights.assets) session.acting.add(entity.guid, successor);
  const proving = { successor, predecessor: rights.comparable, signal };
  const problems = await proveRights(session, { ...proving, held: rights.assets });
  const now = await askRights(context);
  const changed = changedSince(rights.assets, now.assets);
  if (changed.length > 0) {
    await carry(succession, changed);
    const held = now.assets.filter((asset) => changed.includes(asset));
    problems.push(...(await proveRights(session, { ...proving, held })));
  }
  noteBindings(succession, now.personas);
  signal.throwIfAborted();
  if (problems.length > 0)
    diagnostics.add(messages.notProven(rotatedOf(session.kind.words, prior), problems));
  return now.personas;
}

/** A binding of this run gives and takes them as it would those of the predecessor. */
function noteBindings({ context, made }: Succession, personas: readonly string[]): void {
  const { client: session, prior } = context;
  const pair = { from: prior.id, to: made.record.id };
  for (const object of personas) session.carried.note({ type: BINDING, object }, pair);
}

async function carry(
  { context, made, carried }: Succession,
  held: readonly HeldAsset[],
): Promise<void> {
  const { client: session, prior, signal } = context;
  carried.push(...held);
  const carrying = { from: prior.username, to: made.record.username, held, signal };
  const failed = await carryAssets(session, carrying);
  if (failed.length === 0) return;
  const problems = failed.map(({ problem }) => problem);
  throw new DiagnosticError(...stillWorking(context, problems));
}

/** Best effort, and in a time of its own: what ended the rotation may be its timeout. */
async function undo({ context, made, rights, carried: held }: Succession): Promise<void> {
  const { client: session, prior, signal: stop, diagnostics } = context;
  const signal = withGrace(stop, CLAIM_GRACE_MS, session.clock);
  const rotated = rotatedOf(session.kind.words, prior);
  for (const object of rights.personas) {
    session.carried.forget({ type: BINDING, object }, { from: prior.id, to: made.record.id });
  }
  try {
    await purge(session, made.record, signal);
  } catch (error) {
    diagnostics.add(messages.successorLeft(rotated, made.record.id, error));
  }
  session.acting.forget(made.record.username);
  const carrying = { from: prior.username, to: made.record.username, held, signal };
  const left = await takeBackAssets(session, carrying);
  if (left.length > 0)
    diagnostics.add(messages.stillNamed({ ...rotated, ...made.record }, left, null));
}

/** What is not carried, and only a person can change. */
async function tellWhatStays({ client: session, prior, ...context }: Context): Promise<void> {
  const http = actingAs(session, prior) ?? session.client.apiKey;
  const options = { signal: context.signal, priority: "under_way" } as const;
  try {
    const { body } = await searchOwnedAssets(http, prior.username, options);
    if (body.total > 0)
      context.diagnostics.add(messages.notFollowed(rotatedOf(session.kind.words, prior), body));
  } catch (error) {
    context.log.warn("what a rotated principal owns could not be searched for", {
      id: prior.id,
      error,
    });
  }
}

type Check = Parameters<typeof purgeUnfinished>[1];

/** What a rotation that was killed has left: its successor, and the successor's name on assets. @returns the tenant's time */
async function clearUnfinished(
  { client: session, diagnostics, signal }: Context,
  check: Check,
  { assets }: HeldRights,
): Promise<Date> {
  const { tenantNow, purged } = await purgeUnfinished(session, check);
  for (const { id, username } of purged) {
    const entities = assets
      .map(({ entity }) => entity)
      .filter(({ adminUsers, viewerUsers }) => [...adminUsers, ...viewerUsers].includes(username));
    const left = await takeNameOff(session, username, { entities, signal });
    if (left.length > 0)
      diagnostics.add(
        messages.stillNamed({ noun: session.kind.words.noun, id, username }, left, null),
      );
  }
  return tenantNow;
}

/** The list is late: what was left was perhaps not listed before. Nothing fails the rotation any more. */
async function clearLate(context: Context, check: Check, rights: HeldRights): Promise<void> {
  try {
    await clearUnfinished(context, check, rights);
  } catch (error) {
    const step = "leftovers of an earlier run could not be looked for again";
    context.diagnostics.add(
      messages.notFinished(rotatedOf(context.client.kind.words, context.prior), step, error),
    );
  }
}

const BINDING = tokenPersonaBinding.typeName;

/** What failed one step says nothing of the others. */
const stillWorking = (context: Context, problems: readonly Diagnostic[]): readonly Diagnostic[] =>
  problems.map((problem) => ({
    ...problem,
    detail: `${problem.detail}\n\n${asItWas(context)}`,
  }));

const asItWas = ({ client: session, prior }: Pick<Context, "client" | "prior">): string =>
  `The state keeps the ${session.kind.words.short} ${prior.id} as it was, and its secret goes on working.`;
