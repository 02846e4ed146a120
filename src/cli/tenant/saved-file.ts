// The file of `tenant --save`: one tenant's at a time, and told of once where it cannot be written any more.
import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { PrivateFileError, readPrivateFile, writePrivateFile } from "../../private-file.js";
import { Secret } from "../../secret.js";
import type { TenantStorage } from "../../tenant/index.js";

/** Whoever was killed does not renew its lock any more, and so loses it. */
const STALE_MS = 5_000;
const RENEW_MS = 1_000;
const RETRY_MS = 500;
/** Until the lock of a tenant that was killed a moment ago is stale. */
const MOST_RETRIES = Math.ceil((STALE_MS + RENEW_MS) / RETRY_MS);

export interface SavedFile extends TenantStorage {
  /** Lets another tenant have the file. */
  release(): Promise<void>;
}

/**
 * @param warn tells a person, while the tenant runs
 * @throws when another tenant has the file, or it cannot be locked
 */
export async function openSavedFile(
  file: string,
  warn: (line: string) => void,
): Promise<SavedFile> {
  const path = existsSync(file) ? await realpath(file) : file;
  let isLost = false;
  const onLost = () => {
    if (isLost) return;
    isLost = true;
    warn(
      `Warning: another tenant may have taken ${JSON.stringify(file)} over, because this one did not run for a while. This tenant goes on, and saves nothing any more.`,
    );
  };
  const release = await lock(path, file, onLost);
  process.on("SIGXFSZ", leaveToTheWrite);
  /** Undefined: no file, or not looked at yet. */
  let known: Secret | undefined;
  let isRunning = false;
  let isTold = false;
  return {
    name: `the saved state ${JSON.stringify(file)}`,
    read: async () => {
      known = await textOf(path);
      return known?.reveal();
    },
    write: async (text) => {
      if (isLost) return;
      try {
        // Where this process stood still, a save may come before the lock notices that another tenant has it, or had it.
        const present = await textOf(path);
        if (present !== undefined && present.reveal() !== known?.reveal()) return onLost();
        const next = new Secret(text);
        await writePrivateFile(path, next);
        known = next;
        [isRunning, isTold] = [true, false];
      } catch (error) {
        if (!(error instanceof PrivateFileError) || !isRunning) throw error;
        if (!isTold) {
          warn(
            `Warning: changes are not saved: ${error.message}. The tenant goes on, and tries again after the next change.`,
          );
        }
        isTold = true;
      }
    },
    release: async () => {
      process.off("SIGXFSZ", leaveToTheWrite);
      if (!isLost) await release();
    },
  };
}

/** A file that may not grow is an error of the write. The lock's library would end the process where nobody else listens. */
const leaveToTheWrite = (): void => {};

/** Undefined: no file. */
const textOf = async (path: string): Promise<Secret | undefined> =>
  existsSync(path) ? (await readPrivateFile(path)).text : undefined;

async function lock(path: string, file: string, onLost: () => void): Promise<() => Promise<void>> {
  const { lock: lockFile } = await import("proper-lockfile");
  // It may not be there yet.
  const options = { realpath: false, stale: STALE_MS, update: RENEW_MS, onCompromised: onLost };
  for (let retries = 0; ; retries += 1) {
    try {
      return await lockFile(path, options);
    } catch (error) {
      if (Object(error).code !== "ELOCKED" || retries === MOST_RETRIES) {
        const reason = reasonOf(error, path);
        throw new Error(`Cannot keep the state in ${JSON.stringify(file)}: ${reason}`, {
          cause: error,
        });
      }
      await sleep(RETRY_MS);
    }
  }
}

function reasonOf(error: unknown, path: string): string {
  const { code, message } = Object(error);
  if (code === "ELOCKED")
    return `another tenant keeps its state there, expected a file of its own. If none runs, delete the folder ${JSON.stringify(`${path}.lock`)}`;
  if (code === "ENOENT") return "its folder does not exist, expected one that does";
  return `${message}, expected a file in a folder that may be written`;
}
