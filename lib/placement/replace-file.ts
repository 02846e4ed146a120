// Puts a file in the place of another, whole or not at all.
import { renameSync, rmSync } from "node:fs";

/**
 * A rename is atomic, so another process never reads half a file, one that is linked elsewhere is never written into, and where
 * the disk is full the old one stays.
 *
 * @param write makes the new file
 */
export function replaceFile(path: string, write: (temporaryPath: string) => void): void {
  const temporaryPath = `${path}.${process.pid}.tmp`;
  rmSync(temporaryPath, { force: true });
  try {
    write(temporaryPath);
    renameSync(temporaryPath, path);
  } catch (error) {
    rmSync(temporaryPath, { force: true });
    throw error;
  }
}
