// What commands that talk to a tenant share: the connection, progress, the end by Ctrl-C, and how a failure is said.
import { setMaxListeners } from "node:events";
import { findPackage } from "../../lib/placement/index.js";
import { type Connection, type ConnectOptions, commandError, connect } from "./connect.js";
import type { CliEnvironment } from "./environment.js";
import type { Outcome } from "./outcome.js";
import { type Progress, type ProgressStream, progressOn } from "./progress.js";

export interface TenantTask extends Pick<ConnectOptions, "limits"> {
  /** Completes "Cannot …", such as `export the tenant`. */
  readonly action: string;
  readonly environment: Pick<CliEnvironment, "variables" | "programDirectory">;
  /** Where progress is shown. */
  readonly stderr: ProgressStream;
}

export interface TenantAccess extends Connection {
  /** Of this package. */
  readonly version: string;
  /** Ends with Ctrl-C. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** As a shell has it for what a signal ended. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof EXIT_CODES;

/** Thrown by work that was stopped, with a sentence on what it has left. */
export class StoppedError extends Error {
  readonly code = "COMMAND_STOPPED";
}

/** @throws in paragraphs of plain text that hold no secret */
export async function withTenant(
  { action, environment, stderr, limits = {} }: TenantTask,
  work: (access: TenantAccess) => Promise<Outcome>,
): Promise<Outcome> {
  const progress = progressOn(stderr);
  const stop = new AbortController();
  // Every request under way listens to it; Node would take more than ten for a leak, and say so on stderr.
  setMaxListeners(0, stop.signal);
  let ending: Ending | undefined;
  const end = (signal: Ending) => {
    ending = signal;
    stop.abort(new Error(`stopped by ${signal}`));
  };
  for (const name of ENDINGS) process.once(name, end);
  try {
    const { version } = findPackage(environment.programDirectory);
    const log = { info: () => progress.show("The rate limit holds requests back") };
    const connection = connect({ variables: environment.variables, version, log, limits });
    const outcome = await work({ ...connection, version, signal: stop.signal, progress });
    progress.clear();
    return withWarnings(outcome, connection.warnings);
  } catch (error) {
    progress.clear();
    if (ending !== undefined) return stopped(action, ending, error);
    throw commandError(action, error);
  } finally {
    for (const name of ENDINGS) process.off(name, end);
  }
}

export const ENDINGS = Object.keys(EXIT_CODES) as readonly Ending[];

function stopped(action: string, ending: Ending, error: unknown): Outcome {
  const left = error instanceof StoppedError ? ` ${error.message}` : "";
  return {
    exitCode: EXIT_CODES[ending],
    stderr: `Stopped by ${ending}: did not ${action}.${left}`,
  };
}

function withWarnings(outcome: Outcome, warnings: readonly string[]): Outcome {
  if (warnings.length === 0) return outcome;
  const said = warnings.map((warning) => `Warning: ${warning}`);
  return { ...outcome, stderr: [...said, outcome.stderr].filter(Boolean).join("\n\n") };
}
