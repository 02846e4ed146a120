// Files that hold secrets: written for their owner alone, whole or not at all; read together with who else may read them.
import { open, stat, unlink, writeFile } from "node:fs/promises";
import { fileErrorReason } from "./file-error.js";
import { Secret } from "./secret.js";

/** Of a file's mode: what its group and all others may do. */
const OTHERS = 0o077;
const OWNER_ONLY = 0o600;

const EXPECTED = {
  read: "a file that you may read",
  write: "a file, or no file yet, in a folder that you may write to",
} as const;

/** `reason` completes "cannot be read:" and "cannot be written:", and names neither the file nor what is in it. */
export class PrivateFileError extends Error {
  readonly code = "PRIVATE_FILE";
  readonly reason: string;

  constructor(attempt: "read" | "write", file: string, cause: unknown) {
    const reason = fileErrorReason(cause, { ENOENT: MISSING[attempt] });
    super(`Cannot ${attempt} ${JSON.stringify(file)}: ${reason}, expected ${EXPECTED[attempt]}`, {
      cause,
    });
    this.name = "PrivateFileError";
    this.reason = reason;
  }
}

const MISSING = { read: "it does not exist", write: "its folder does not exist" } as const;

export interface PrivateFile {
  readonly text: Secret;
  /** Null: nobody but its owner may read it. */
  readonly exposure: Exposure | null;
}

export interface Exposure {
  /** Comes after the file's name. */
  readonly problem: string;
  /** A sentence. */
  readonly remedy: string;
}

/**
 * Looks at the mode of the file that it then reads, and at no other that may have taken its place.
 *
 * @throws PrivateFileError
 */
export async function readPrivateFile(file: string): Promise<PrivateFile> {
  try {
    const opened = await open(file);
    try {
      const { mode } = await opened.stat();
      return { exposure: exposureOf(file, mode), text: new Secret(await opened.readFile("utf8")) };
    } finally {
      await opened.close();
    }
  } catch (error) {
    throw new PrivateFileError("read", file, error);
  }
}

/** Windows has no such modes. */
function exposureOf(file: string, mode: number): Exposure | null {
  if (process.platform === "win32" || (mode & OTHERS) === 0) return null;
  const octal = (mode & 0o777).toString(8);
  return {
    problem: `may be read or changed by others than its owner (mode ${octal})`,
    remedy: `Run \`chmod 600 ${JSON.stringify(file)}\`.`,
  };
}

/**
 * In place of what is there. A symbolic link stays, and the file that it leads to is replaced.
 *
 * @throws PrivateFileError when the file could not be written; what was there before is still there
 */
export async function writePrivateFile(file: string, text: Secret): Promise<void> {
  try {
    await requireReplaceable(file);
    const { default: writeFileAtomic } = await import("write-file-atomic");
    await writeFileAtomic(file, "", {
      mode: OWNER_ONLY,
      ...(process.geteuid &&
        process.getegid && { chown: { uid: process.geteuid(), gid: process.getegid() } }),
      tmpfileCreated: (temporary) => writeNew(temporary, text),
    });
  } catch (error) {
    throw new PrivateFileError("write", file, error);
  }
}

/**
 * In place of the library's own temporary file, which it opens even where somebody who guessed its name has made it and can read it.
 * The library also writes with one call, which takes only a part where the disk is nearly full, and reports nothing.
 */
async function writeNew(temporary: string, text: Secret): Promise<void> {
  await unlink(temporary);
  await writeFile(temporary, text.reveal(), { flag: "wx", mode: OWNER_ONLY, flush: true });
}

/** A device or a pipe would be replaced by a file. */
async function requireReplaceable(file: string): Promise<void> {
  const present = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (present === undefined || present.isFile()) return;
  throw new Error(present.isDirectory() ? "it is a folder" : "it is no regular file");
}
