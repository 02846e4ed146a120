// `probe`: asks whether to go on, runs the probe, and says how it ended. Returns what to print.
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { defineCommand } from "citty";
import { printable } from "../../lib/schema/index.js";
import { systemClock } from "../clock.js";
import { messageOf } from "../describe-error.js";
import { commandError } from "./connection/connect.js";
import { readEnvironment, USUAL_COLUMNS } from "./environment.js";
import { StoppedError } from "./interruption.js";
import { onLaterSignal } from "./later-signal.js";
import type { Outcome } from "./outcome.js";
import { EarlyEndError, MOST_REQUESTS } from "./probe/requests/ask.js";
import { type ProbeEnd, REQUESTS_PER_MINUTE, runProbe } from "./probe/run-probe.js";
import { reportText } from "./probe-report-text.js";
import { type TenantAccess, withTenant } from "./with-tenant.js";
import { wrap } from "./wrap.js";

const ACTION = "probe the tenant";

/** So that one look follows another, and a refusal is seen as it came. */
const LIMITS = {
  maxRequestsPerMinute: REQUESTS_PER_MINUTE,
  maxConcurrentRequests: 1,
  maxRetries: 1,
};

export interface ProbeCall {
  /** The qualified name of one whose admins the probe may change; null: of none. */
  readonly connection: string | null;
  readonly isConfirmed: boolean;
  readonly isJson: boolean;
  /** Null: nobody can be asked. */
  readonly terminal: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.WritableStream;
  readonly columns: number;
}

export async function probeTenant(access: TenantAccess, call: ProbeCall): Promise<Outcome> {
  const { settings, signal, progress, client, version } = access;
  const { connection } = call;
  await confirm(planText(settings.baseUrl.origin, connection), call, signal);
  const leave = new AbortController();
  const onLater = () => leave.abort(new Error("stopped a second time"));
  const forget = onLaterSignal({ first: signal, clock: systemClock, onLater });
  try {
    const end = await runProbe({
      client,
      signIn: settings.signIn,
      bearer: settings.userBearerToken,
      connection,
      clock: systemClock,
      version,
      signal,
      leaveSignal: leave.signal,
      onStep: (step) => progress.show(step),
    });
    return outcomeOf(end, signal, call);
  } finally {
    forget();
  }
}

/** @throws when the answer is no */
async function confirm(plan: string, call: ProbeCall, signal: AbortSignal): Promise<void> {
  const { isConfirmed, terminal, stderr, columns } = call;
  stderr.write(`${wrap("", plan, columns)}\n`);
  if (isConfirmed) return;
  if (terminal === null) {
    throw new Error(
      `Cannot ${ACTION}: nobody can be asked on this terminal whether to go on, expected --yes. Nothing was sent`,
    );
  }
  // Not as a terminal's own interface, which would keep Ctrl-C to itself.
  const asking = createInterface({ input: terminal, output: stderr, terminal: false });
  try {
    // Where the input ends, the question would never be answered.
    const closed = once(asking, "close").then(() => "");
    const answer = await Promise.race([asking.question("Go on? (yes or no) ", { signal }), closed]);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    asking.close();
  }
  throw new Error(`Cannot ${ACTION}: the answer was not yes. Nothing was sent`);
}

function planText(origin: string, connection: string | null): string {
  const changes =
    connection === null
      ? ""
      : ` A few times it adds this token to the admins of the connection ${printable(JSON.stringify(connection))} and removes it again, and once it tries to add a user that does not exist; it does so with whichever of your credentials is an admin.`;
  return `The tenant is ${origin}. The probe makes one API token that lives for half an hour, changes it, and deletes it.${changes} It changes nothing else. It sends at most ${MOST_REQUESTS} requests, at most ${REQUESTS_PER_MINUTE} in a minute, and ends where the tenant limits them.`;
}

/** @throws when there is no report */
function outcomeOf(end: ProbeEnd, signal: AbortSignal, call: ProbeCall): Outcome {
  const { report, isMade, leftovers, failure } = end;
  const left = leftovers.length === 0 ? null : leftovers.join("\n\n");
  if (report === null && signal.aborted) {
    const undone =
      call.connection === null
        ? "Its token is deleted."
        : "Its token is deleted, and is no admin of the connection any more.";
    throw new StoppedError(left ?? (isMade ? undone : "It made no token."));
  }
  if (report === null) throw failureOf(failure, left);
  const early =
    report.endedEarly === null
      ? null
      : `Not all experiments were made, because ${report.endedEarly}. Run the probe again later.`;
  const stderr = [early, left].filter((line) => line !== null).join("\n\n");
  return {
    exitCode: stderr === "" ? 0 : 1,
    stdout: call.isJson ? JSON.stringify(report, null, 2) : reportText(report, call.columns),
    ...(stderr !== "" && { stderr }),
  };
}

function failureOf(failure: unknown, left: string | null): Error {
  const error =
    failure instanceof EarlyEndError
      ? `Cannot ${ACTION}: no token was made, because ${failure.message}. Run the probe again later`
      : messageOf(commandError(ACTION, failure));
  return new Error(left === null ? error : `${error}\n\n${left}`, { cause: failure });
}

export const probeCommand = defineCommand({
  meta: {
    name: "probe",
    description:
      "Find out by trial how your tenant behaves, with one short-lived token that is deleted again, and which settings make the embedded tenant alike",
  },
  args: {
    yes: {
      type: "boolean",
      description: "Do not ask whether to go on; needed where there is no terminal",
      default: false,
    },
    connection: {
      type: "string",
      description:
        "A connection whose admins the probe may change for some minutes and then puts back, to find out more. You or the API key have to be an admin",
      valueHint: "QUALIFIED_NAME",
    },
    json: { type: "boolean", description: "Print the report as JSON", default: false },
  },
  run: ({ args }) => {
    const environment = readEnvironment();
    const { stdin, stderr } = process;
    // A terminal that is gone takes no more words, and the token still has to be deleted.
    stderr.on("error", () => {});
    const call = {
      connection: args.connection ?? null,
      isConfirmed: args.yes,
      isJson: args.json,
      terminal: environment.readsFromTerminal && stderr.isTTY ? stdin : null,
      stderr,
      columns: environment.columns ?? USUAL_COLUMNS,
    };
    const task = { action: ACTION, environment, stderr, limits: LIMITS };
    return withTenant(task, (access) => probeTenant(access, call));
  },
});
