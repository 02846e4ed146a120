// Every file that a run leaves behind, for the search of secrets in it.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The path and the bytes of each file below the folder. */
export async function filesIn(
  directory: string,
): Promise<readonly (readonly [file: string, text: string])[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [file, await readFile(file, "latin1")] as const;
    }),
  );
}
