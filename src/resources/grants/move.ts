// A grant that moves to another object: given there and seen to hold, then taken off the old one, so that the right is never
// absent. When a half fails, what was done is undone, and the prior state stays.
import type { Attributes } from "../../../lib/schema/index.js";
import { WRITE_GRACE_MS, withGrace } from "../../deadline.js";
import type { ObjectValue, UpdateContext } from "../../framework/index.js";
import {
  changeGrant,
  type Grant,
  type GrantChange,
  type GrantKind,
  grantIn,
  rightOf,
  stateOf,
  withSuccessors,
} from "./grant.js";
import * as messages from "./messages.js";
import { movedBack, type NotUndone, onBoth } from "./move-messages.js";
import * as notes from "./notes.js";
import { conclude } from "./outcome.js";
import type { Changed, PrincipalResult } from "./results.js";
import type { GrantSession } from "./session.js";

type Context = UpdateContext<GrantSession, Attributes>;

interface Move {
  readonly kind: GrantKind;
  readonly context: Context;
  readonly mark: string;
  readonly from: Grant;
  readonly to: Grant;
  /** For undoing, a little longer than the operation itself. */
  readonly undoing: AbortSignal;
}

export async function moveGrant(kind: GrantKind, context: Context): Promise<ObjectValue> {
  const { client: session, prior, planned, privateData, signal, diagnostics } = context;
  notes.keepMark(privateData, session.clock);
  const { mark } = notes.notedIn(privateData);
  const undoing = withGrace(signal, WRITE_GRACE_MS, session.clock);
  const [from, to] = [grantIn(kind, prior), grantIn(kind, planned)];
  const move = { kind, context, mark, from, to, undoing };
  kind.backend.note?.(session, to, diagnostics);
  const given = await give(move);
  await take(move, given);
  notes.addKnownSince(privateData, given.knownSince);
  notes.replaceVisibleBefore(privateData, given.isVisibleBefore ? having(given, "given") : []);
  const adopted = having(given, "held");
  if (adopted.length > 0) diagnostics.add(messages.adopted(kind, { ...to, principals: adopted }));
  return stateOf(kind, to);
}

async function give(move: Move): Promise<Changed> {
  const { kind, context, mark, to } = move;
  const { client: session, signal } = context;
  session.rights.declare(rightOf(kind, to), mark, to.principals);
  const given = await change(move, to, { give: to.principals });
  try {
    conclude(
      { kind, operation: "update", object: to.object, take: [], isMove: true },
      given,
      context,
    );
    signal.throwIfAborted();
  } catch (error) {
    await takeBack(move, given);
    throw error;
  }
  return given;
}

async function take(move: Move, given: Changed): Promise<void> {
  const { kind, context, mark, from } = move;
  const { rights } = context.client;
  const right = rightOf(kind, from);
  rights.withdraw(right, mark, from.principals);
  const principals = withSuccessors(context.client, right, from.principals);
  const taken = await change(move, from, { take: principals });
  try {
    const { object } = from;
    conclude({ kind, operation: "update", object, take: principals, isMove: true }, taken, context);
  } catch (error) {
    rights.declare(right, mark, from.principals);
    const lost = await giveBack(move, taken);
    await takeBack(move, given, lost);
    throw error;
  }
}

/** Whoever may have lost the right on the old object gets it again. @returns those who do not */
async function giveBack(move: Move, taken: Changed): Promise<NotUndone> {
  const wanted = [...having(taken, "taken"), ...having(taken, "open")];
  const back = await change(move, move.from, { give: wanted, signal: move.undoing });
  return notUndone(wanted, back, ["given", "held"]);
}

/**
 * Takes off the new object what this run has added there, or was left by another resource for this one.
 *
 * @param lost who would have the right nowhere then: they keep it
 */
async function takeBack(move: Move, given: Changed, lost = NOBODY): Promise<void> {
  const { kind, context, mark, to, undoing } = move;
  const { rights } = context.client;
  const right = rightOf(kind, to);
  const added = [...having(given, "given"), ...having(given, "open")];
  const inherited = rights.inherited(right, mark, to.principals);
  rights.withdraw(right, mark, to.principals);
  const all = [...new Set([...added, ...inherited])];
  const wanted = all.filter((name) => !lost.names.includes(name));
  // Before this run the API key did without them.
  const options = { take: wanted, visibleBefore: wanted, signal: undoing };
  const left = notUndone(wanted, await change(move, to, options), ["taken", "left"]);
  if (left.names.length + lost.names.length > 0) {
    context.diagnostics.add(onBoth(move, { left, lost, reason: undoing.reason }));
  } else if (wanted.length > 0) context.diagnostics.add(movedBack(move));
}

const NOBODY: NotUndone = { names: [], failures: [] };

const notUndone = (
  wanted: readonly string[],
  { results, failures }: Changed,
  undone: readonly PrincipalResult[],
): NotUndone => ({
  names: wanted.filter((name) => !undone.includes(results.get(name) ?? "failed")),
  failures,
});

/** On one of the two objects. */
function change(
  { kind, context, mark }: Move,
  grant: Grant,
  wanted: Partial<Pick<GrantChange, "give" | "take" | "visibleBefore" | "signal">>,
): Promise<Changed> {
  const { client: session, privateData, signal } = context;
  const noted = notes.notedIn(privateData);
  const right = rightOf(kind, grant);
  return changeGrant(kind, session, {
    right,
    give: [],
    take: [],
    ...noted,
    mark,
    signal,
    ...wanted,
  });
}

const having = ({ results }: Changed, result: PrincipalResult): readonly string[] =>
  [...results].filter(([, it]) => it === result).map(([name]) => name);
