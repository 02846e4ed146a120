// Runs a hook that may send requests: with a time limit, a stop signal and a log entry. Errors become diagnostics.
import type { Schema, Timeouts } from "../../lib/schema/core/index.js";
import { CLAIM_GRACE_MS, orAbort, WRITE_GRACE_MS, withGrace } from "../deadline.js";
import type { OperationContext } from "./definition.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { failureDiagnostics, type Task } from "./failure-diagnostics.js";
import type { ServedProvider } from "./served-provider.js";
import { TimedOutError } from "./timed-out-error.js";
import { type Timeout, timeoutOf } from "./timeouts.js";
import type { ObjectValue } from "./value.js";

/** The time for a hook to return what it knows after its last wait. */
const HAND_OVER_MS = 1_000;

interface OperationKind {
  readonly verb: string;
  readonly timeout: keyof Timeouts;
  readonly aftermath: string;
  /**
   * How long after the operation's end the hook may still return what it knows of a write under way. Then the operation
   * ends without it. A hook that only reads gets no such time.
   */
  readonly graceMs: number;
  /** This time begins at the timeout only, not at a stop: the hook's write must be known. */
  readonly outlivesStop?: true;
  /** A stop does not end it: it cleans up. */
  readonly ignoresStop?: true;
}

const KINDS = {
  create: {
    verb: "creating",
    timeout: "create",
    aftermath: "What it had made by then is in the state, and the next apply replaces it.",
    graceMs: CLAIM_GRACE_MS + HAND_OVER_MS,
    outlivesStop: true,
  },
  read: { verb: "reading", timeout: "read", aftermath: "The state is as it was.", graceMs: 0 },
  update: {
    verb: "updating",
    timeout: "update",
    aftermath: "The state holds what is known to be done; the next plan shows the rest.",
    graceMs: WRITE_GRACE_MS + HAND_OVER_MS,
  },
  update_that_creates: {
    verb: "updating",
    timeout: "update",
    aftermath: "The state holds what is known to be done; the next plan shows the rest.",
    graceMs: CLAIM_GRACE_MS + HAND_OVER_MS,
    outlivesStop: true,
  },
  delete: {
    verb: "deleting",
    timeout: "delete",
    aftermath: "It stays in the state until it is deleted.",
    graceMs: WRITE_GRACE_MS + HAND_OVER_MS,
  },
  import: { verb: "importing", timeout: "read", aftermath: "Nothing was imported.", graceMs: 0 },
  open: {
    verb: "opening",
    timeout: "open",
    aftermath: "Nothing was opened, or it is closed again.",
    graceMs: CLAIM_GRACE_MS + HAND_OVER_MS,
    outlivesStop: true,
  },
  renew: {
    verb: "renewing",
    timeout: "renew",
    aftermath: "It stays open, and may end before this run does.",
    graceMs: WRITE_GRACE_MS + HAND_OVER_MS,
  },
  close: {
    verb: "closing",
    timeout: "close",
    aftermath: "It may still exist.",
    graceMs: WRITE_GRACE_MS + HAND_OVER_MS,
    ignoresStop: true,
  },
  lookup: { verb: "looking up", timeout: "read", aftermath: "Nothing was changed.", graceMs: 0 },
} as const satisfies Record<string, OperationKind>;

export type OperationName = keyof typeof KINDS;

export interface Operation<Client = unknown> {
  readonly name: OperationName;
  readonly type: { readonly schema: Schema };
  /** Where the `timeouts` block is: the planned state, the prior state, or the configuration. */
  readonly object: ObjectValue | null;
  readonly diagnostics: DiagnosticList;
  /** @default the one that the last ConfigureProvider made */
  readonly client?: Client;
}

export function taskOf(name: OperationName, schema: Schema): Omit<Task, "product"> {
  const { verb, aftermath } = KINDS[name];
  return { doing: `${verb} the ${schema.noun}`, aftermath };
}

/** The hook's result, or undefined when it threw, was stopped, or could not begin: the diagnostics then say why. */
export async function runOperation<Client, Result>(
  provider: ServedProvider<Client>,
  { name, type, object, diagnostics, client: own }: Operation<Client>,
  hook: (context: OperationContext<Client>) => Promise<Result>,
): Promise<Result | undefined> {
  const { clock, log } = provider;
  const { product } = provider.definition;
  const task = { ...taskOf(name, type.schema), product };
  const timeout = timeoutOf(type.schema, KINDS[name].timeout, object);
  const startedMs = clock.elapsedMs();
  const end = beginOperation(provider, { kind: KINDS[name], task, timeout });
  let heldBackMs = () => 0;
  try {
    end.signal.throwIfAborted();
    const client = own ?? provider.client.require(task.doing);
    heldBackMs = heldBackFromNow(provider, client);
    const deadlineMs = startedMs + timeout.ms;
    const context = { client, signal: end.signal, deadlineMs, diagnostics, log };
    return await orAbort(hook(context), end.abandoned);
  } catch (error) {
    const sentences = [task.aftermath, ...heldBack(heldBackMs())];
    const aftermath = [...sentences, ...(end.mayHaveSent() ? [STILL_WAITING] : [])].join(" ");
    diagnostics.add(...failureDiagnostics(error, { ...task, aftermath, signal: end.signal }));
    return undefined;
  } finally {
    end.close();
    log.debug(task.doing, { duration_ms: clock.elapsedMs() - startedMs });
  }
}

const STILL_WAITING =
  "A request was still under way, and the tenant may carry it out later. Check the tenant before you continue.";

function heldBackFromNow<Client>({ definition }: ServedProvider<Client>, client: Client) {
  const soFarMs = () => definition.heldBackMs?.(client) ?? 0;
  const startMs = soFarMs();
  return () => soFarMs() - startMs;
}

const heldBack = (ms: number): readonly string[] =>
  ms < 1_000
    ? []
    : [`For ${Math.round(ms / 1_000)} s of this time rate limits held all requests back.`];

interface OperationEnd {
  /** Aborts at the timeout and at a stop: the hook's own. */
  readonly signal: AbortSignal;
  /** Aborts when the operation ends without its hook. */
  readonly abandoned: AbortSignal;
  /** Whether a hook that writes was abandoned. */
  mayHaveSent(): boolean;
  close(): void;
}

interface Bounds {
  readonly kind: OperationKind;
  readonly task: Task;
  readonly timeout: Timeout;
}

function beginOperation<Client>(
  { clock, stop }: ServedProvider<Client>,
  { kind: { graceMs, outlivesStop, ignoresStop }, task, timeout }: Bounds,
): OperationEnd {
  const ending = ignoresStop ? new AbortController() : stop.open();
  const timedOut = outlivesStop ? new AbortController() : ending;
  const cancelAlarm = clock.setAlarm(timeout.ms, () => {
    const reason = new TimedOutError(task.doing, timeout.text);
    timedOut.abort(reason);
    ending.abort(reason);
  });
  const abandoned = graceMs === 0 ? ending.signal : withGrace(timedOut.signal, graceMs, clock);
  return {
    signal: ending.signal,
    abandoned,
    mayHaveSent: () => graceMs > 0 && abandoned.aborted,
    close() {
      cancelAlarm();
      stop.close(ending);
    },
  };
}
