// Where a command's result goes that may be kept: into a file for its owner alone, or to standard output.
import { lstatSync, type Stats } from "node:fs";
import { access, constants } from "node:fs/promises";
import { dirname } from "node:path";
import { ensureFolder } from "../ensure-folder.js";
import { fileErrorReason } from "../file-error.js";
import { PrivateFileError, writePrivateFile } from "../private-file.js";
import { Secret } from "../secret.js";
import type { Outcome } from "./outcome.js";

export interface ResultFile {
  /** Its folder is made where it is missing. */
  readonly file: string;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
}

/**
 * What keeps the file from being written is found before the work where it can be, so that none is in vain.
 *
 * @param to null: standard output
 * @param work gets what writes its result, to be called once
 * @throws when the file is there and may not be replaced, or cannot be written; then nothing of it is left
 */
export async function withResultFile(
  to: ResultFile | null,
  work: (write: (text: string) => Promise<Outcome>) => Promise<Outcome>,
): Promise<Outcome> {
  if (to === null) return await work(async (text) => ({ exitCode: 0, stdout: text }));
  const removeFolder = await folderFor(to);
  try {
    requireFree(to);
    return await work(async (text) => {
      requireFree(to);
      // No secret is in it, but who may do what is nobody else's business either.
      await writePrivateFile(to.file, new Secret(`${text}\n`));
      return { exitCode: 0, stdout: `Wrote ${JSON.stringify(to.file)}` };
    });
  } finally {
    removeFolder();
  }
}

function requireFree({ file, force }: ResultFile): void {
  const present = entryAt(file);
  if (present?.isDirectory()) {
    throw new PrivateFileError("write", file, new Error("it is a folder"));
  }
  if (force || present === undefined) return;
  throw new Error(
    `Cannot write ${JSON.stringify(file)}: it is there already, expected no such file, or --force to replace it`,
  );
}

/** Also a link that leads nowhere. */
function entryAt(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw new PrivateFileError("write", file, error);
  }
}

const UNUSABLE = { EEXIST: "it is a file", ENOENT: "none can be made there" };

/** @returns removes what was made of it, as far as it is empty */
async function folderFor({ file }: ResultFile): Promise<() => void> {
  const folder = dirname(file);
  try {
    const remove = ensureFolder(folder);
    await access(folder, constants.W_OK);
    return remove;
  } catch (error) {
    throw new Error(
      `Cannot write ${JSON.stringify(file)}: its folder cannot be used: ${fileErrorReason(error, UNUSABLE)}, expected a folder, or none yet, where you may write`,
      { cause: error },
    );
  }
}
