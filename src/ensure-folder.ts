// The folder that a command writes into: made where it is missing, and removed again where nothing came into it.
import { rmdirSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "../lib/placement/index.js";

/**
 * Makes the folder where it is missing.
 *
 * @returns removes what it made, as far as it is empty
 */
export function ensureFolder(directory: string): () => void {
  const made = makeFolder(directory);
  if (made === undefined) return () => {};
  return () => {
    for (let folder = directory; folder.length >= made.length; folder = dirname(folder)) {
      try {
        rmdirSync(folder);
      } catch {
        // It is not empty, or somebody else has removed it.
        return;
      }
    }
  };
}
