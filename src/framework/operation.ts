// One call of a hook that may talk to the tenant: its time limit, its stop signal, its log, and no way to throw.
import type { Schema, Timeouts } from "../../lib/schema/index.js";
import type { OperationContext } from "./definition.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { type Attempt, failureDiagnostics } from "./failure-diagnostics.js";
import type { ServedProvider } from "./served-provider.js";
import { TimedOutError } from "./timed-out-error.js";
import { timeoutOf } from "./timeouts.js";
import type { ObjectValue } from "./value.js";

interface Phrase {
  readonly verb: string;
  readonly timeout: keyof Timeouts;
  readonly aftermath: string;
}

const PHRASES = {
  create: {
    verb: "creating",
    timeout: "create",
    aftermath: "What it had made by then is in the state, and the next apply replaces it.",
  },
  read: { verb: "reading", timeout: "read", aftermath: "The state is as it was." },
  update: {
    verb: "updating",
    timeout: "update",
    aftermath: "The state holds what is known to be done; the next plan shows the rest.",
  },
  delete: {
    verb: "deleting",
    timeout: "delete",
    aftermath: "It stays in the state until a delete succeeds.",
  },
  import: { verb: "importing", timeout: "read", aftermath: "Nothing was imported." },
  lookup: { verb: "looking up", timeout: "read", aftermath: "Nothing was changed." },
} as const satisfies Record<string, Phrase>;

export type OperationName = keyof typeof PHRASES;

export interface Operation {
  readonly name: OperationName;
  readonly type: { readonly schema: Schema };
  /** Where the `timeouts` block is: the planned state, the prior state, or the configuration. */
  readonly object: ObjectValue | null;
  readonly diagnostics: DiagnosticList;
}

export function attemptOf(name: OperationName, schema: Schema): Attempt {
  const { verb, aftermath } = PHRASES[name];
  return { doing: `${verb} the ${schema.noun}`, aftermath };
}

/** The hook's result, or undefined when it threw, was stopped, or could not begin: the diagnostics then say why. */
export async function runOperation<Client, Result>(
  provider: ServedProvider<Client>,
  { name, type, object, diagnostics }: Operation,
  hook: (context: OperationContext<Client>) => Promise<Result>,
): Promise<Result | undefined> {
  const attempt = attemptOf(name, type.schema);
  const timeout = timeoutOf(type.schema, PHRASES[name].timeout, object);
  const { clock } = provider;
  const startedMs = clock.nowMs();
  const controller = provider.stop.open();
  const { signal } = controller;
  const cancelAlarm = clock.setAlarm(timeout.ms, () =>
    controller.abort(new TimedOutError(attempt.doing, timeout.text)),
  );
  try {
    signal.throwIfAborted();
    const client = provider.client.require(attempt.doing);
    const deadlineMs = startedMs + timeout.ms;
    return await hook({ client, signal, deadlineMs, diagnostics, log: provider.log });
  } catch (error) {
    diagnostics.add(...failureDiagnostics(error, { ...attempt, signal }));
    return undefined;
  } finally {
    cancelAlarm();
    provider.stop.close(controller);
    provider.log.debug(attempt.doing, { duration_ms: clock.nowMs() - startedMs });
  }
}
