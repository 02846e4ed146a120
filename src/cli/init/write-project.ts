// Puts the files of a project into a folder: all of them or none, and nothing in the place of what is there.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeFolder } from "../../../lib/placement/index.js";
import { ensureFolder } from "../../ensure-folder.js";
import { fileErrorReason } from "../../file-error.js";
import type { ProjectFile } from "./project-files.js";

/** In the project's folder, so that moving out of it is a rename. Only one process can make it. */
const STAGE = ".cdktf-provider-atlan-init";

function failure(directory: string, cause: unknown): Error {
  const reason = fileErrorReason(cause, { EEXIST: "it is a file" });
  return new Error(
    `Cannot make a project in ${JSON.stringify(directory)}: ${reason}; nothing was written, expected a folder that can be written to`,
    { cause },
  );
}

/** Files and folders right in the project's. */
const entriesOf = (files: readonly ProjectFile[]): readonly string[] => [
  ...new Set(files.map(({ file }) => file.split("/")[0] ?? file)),
];

function requireFree(directory: string, entries: readonly string[]): void {
  const present = entries.filter((entry) => existsSync(path.join(directory, entry)));
  if (present.length === 0) return;
  throw new Error(
    `Cannot make a project in ${JSON.stringify(directory)}: ${present.join(", ")} would be overwritten, expected a folder without; name another one with --dir`,
  );
}

/** Moves all or, when one cannot be moved, none. */
function moveAll(entries: readonly string[], from: string, to: string): void {
  const moved: string[] = [];
  try {
    for (const entry of entries) {
      renameSync(path.join(from, entry), path.join(to, entry));
      moved.push(entry);
    }
  } catch (error) {
    for (const entry of moved) rmSync(path.join(to, entry), { recursive: true, force: true });
    throw error;
  }
}

function makeStage(stage: string): void {
  try {
    mkdirSync(stage);
  } catch (error) {
    if (Object(error).code !== "EEXIST") throw error;
    throw new Error(
      `Cannot make a project: ${JSON.stringify(stage)} is there, so another init is at work in this folder or was killed in it, expected none; remove it when none is running`,
      { cause: error },
    );
  }
}

/**
 * Ctrl-C does not come in between: nothing here waits, and a signal's default would end the process half-way.
 *
 * @throws in one sentence, with nothing of it written, when something is in the way or the folder cannot be written to
 */
export function writeProject(directory: string, files: readonly ProjectFile[]): void {
  const entries = entriesOf(files);
  const stage = path.join(directory, STAGE);
  const ignore = () => {};
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  let removeFolder = () => {};
  let isStaged = false;
  for (const signal of signals) process.on(signal, ignore);
  try {
    requireFree(directory, entries);
    removeFolder = attempt(directory, () => ensureFolder(directory));
    attempt(directory, () => makeStage(stage));
    isStaged = true;
    requireFree(directory, entries);
    attempt(directory, () => {
      for (const { file, text } of files) {
        const target = path.join(stage, file);
        makeFolder(path.dirname(target));
        writeFileSync(target, text, { flag: "wx" });
      }
      moveAll(entries, stage, directory);
    });
  } finally {
    if (isStaged) rmSync(stage, { recursive: true, force: true });
    removeFolder();
    for (const signal of signals) process.off(signal, ignore);
  }
}

/** What the file system refuses is told of the project's folder. */
function attempt<Result>(directory: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw Object(error).syscall === undefined ? error : failure(directory, error);
  }
}
