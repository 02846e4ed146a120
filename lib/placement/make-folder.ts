// Makes a folder, with those above it that are missing.
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * One after the other: Node's own `recursive` tries without end where a folder that is there refuses new ones with "no such
 * file", as those of `/proc` do.
 *
 * @returns the first that it made; undefined: the folder was there.
 */
export function makeFolder(directory: string): string | undefined {
  const parent = dirname(directory);
  const first = existsSync(parent) ? undefined : makeFolder(parent);
  try {
    mkdirSync(directory);
    return first ?? directory;
  } catch (error) {
    // It was there before, or another process has made it meanwhile.
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return first;
    throw error;
  }
}
