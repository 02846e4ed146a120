// Where a command's result goes that may be kept: into a file for its owner alone, or to standard output.
import { lstat } from "node:fs/promises";
import { writePrivateFile } from "../private-file.js";
import { Secret } from "../secret.js";
import type { Outcome } from "./outcome.js";

export interface ResultFile {
  readonly file: string;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
}

/**
 * Before any work, so that none is in vain.
 *
 * @throws when the file is there and may not be replaced
 */
export async function requireFree({ file, force }: ResultFile): Promise<void> {
  if (force) return;
  const present = await lstat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw new Error(`Cannot write ${JSON.stringify(file)}: ${error.message}`, { cause: error });
    },
  );
  if (!present) return;
  throw new Error(
    `Cannot write ${JSON.stringify(file)}: it is there already, expected no such file, or --force to replace it`,
  );
}

/** @param to null: standard output */
export async function deliver(text: string, to: ResultFile | null): Promise<Outcome> {
  if (to === null) return { exitCode: 0, stdout: text };
  await requireFree(to);
  // No secret is in it, but who may do what is nobody else's business either.
  await writePrivateFile(to.file, new Secret(`${text}\n`));
  return { exitCode: 0, stdout: `Wrote ${JSON.stringify(to.file)}` };
}
