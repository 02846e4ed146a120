// What commands that talk to a tenant share: the connection, progress, the end by Ctrl-C, and how a failure is said.
import { findPackage } from "../../lib/placement/index.js";
import {
  type Connection,
  type ConnectOptions,
  commandError,
  connect,
} from "./connection/connect.js";
import type { CliEnvironment } from "./environment.js";
import { StoppedError, untilSignal } from "./interruption.js";
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

/** @throws in paragraphs of plain text that hold no secret */
export async function withTenant(
  { action, environment, stderr, limits = {} }: TenantTask,
  work: (access: TenantAccess) => Promise<Outcome>,
): Promise<Outcome> {
  const progress = progressOn(stderr);
  return await untilSignal(action, async (signal) => {
    try {
      const { version } = findPackage(environment.programDirectory);
      const log = { info: () => progress.show("The rate limit holds requests back") };
      const connection = connect({ variables: environment.variables, version, log, limits });
      const outcome = await work({ ...connection, version, signal, progress });
      return withWarnings(outcome, connection.warnings);
    } catch (error) {
      throw error instanceof StoppedError ? error : commandError(action, error);
    } finally {
      progress.clear();
    }
  });
}

function withWarnings(outcome: Outcome, warnings: readonly string[]): Outcome {
  if (warnings.length === 0) return outcome;
  const said = warnings.map((warning) => `Warning: ${warning}`);
  return { ...outcome, stderr: [...said, outcome.stderr].filter(Boolean).join("\n\n") };
}
