// Files that hold secrets: written for their owner alone, whole or not at all; read together with who else may read them.
import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { open, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
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
  /** Null: nobody else may read it. */
  readonly exposure: Exposure | null;
}

export interface Exposure {
  /** Comes after the file's name. */
  readonly problem: string;
  /** A sentence. */
  readonly remedy: string;
}

/**
 * Looks at the file that it then reads, and at no other that may have taken its place.
 *
 * @throws PrivateFileError
 */
export async function readPrivateFile(file: string): Promise<PrivateFile> {
  try {
    const opened = await open(file);
    try {
      const exposure = exposureOf(file, await opened.stat());
      return { exposure, text: new Secret(await opened.readFile("utf8")) };
    } finally {
      await opened.close();
    }
  } catch (error) {
    throw new PrivateFileError("read", file, error);
  }
}

/** Windows has no such modes and owners. */
function exposureOf(file: string, { mode, uid }: Stats): Exposure | null {
  if (process.platform === "win32") return null;
  if (isStranger(uid)) {
    return {
      problem: `belongs to another user (uid ${uid}), who may read and change it`,
      remedy: "Make a file of your own with mode 600, and name that one.",
    };
  }
  if ((mode & OTHERS) === 0) return null;
  return {
    problem: `may be read or changed by others than its owner (mode ${(mode & 0o777).toString(8)})`,
    remedy: `Run \`chmod 600 ${JSON.stringify(file)}\`.`,
  };
}

/** Root reads every file. What runs as root, as in a container, often has files of the user who mounted them. */
function isStranger(uid: number): boolean {
  const own = process.geteuid?.();
  return own !== 0 && uid !== 0 && uid !== own;
}

/**
 * In place of what is there. A symbolic link stays, and the file that it leads to is replaced.
 *
 * @throws PrivateFileError when the file could not be written; what was there before is still there
 */
export async function writePrivateFile(file: string, text: Secret): Promise<void> {
  try {
    const target = await replaceable(file);
    // The libraries for this open a name that can be guessed: a link of that name would lead them to another file, which they empty.
    const temporary = join(dirname(target), `.cdktf-provider-atlan-${randomUUID()}`);
    try {
      await writeFile(temporary, text.reveal(), { flag: "wx", mode: OWNER_ONLY, flush: true });
      await rename(temporary, target);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    throw new PrivateFileError("write", file, error);
  }
}

/** The file that a link leads to. A device or a pipe would be replaced by a file. */
async function replaceable(file: string): Promise<string> {
  const present = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (present === undefined) return await newFileOf(file);
  if (present.isFile()) return await realpath(file);
  throw new Error(present.isDirectory() ? "it is a folder" : "it is no regular file");
}

/** A link may be there before its file, as one that leads into a volume. */
async function newFileOf(file: string): Promise<string> {
  // An error: there is no link either.
  const target = await readlink(file).catch(() => undefined);
  if (target === undefined) return file;
  return await replaceable(resolve(await realpath(dirname(file)), target));
}
