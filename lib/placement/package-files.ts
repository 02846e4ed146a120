// The files of the plugin's package, in the order in which Terraform hashes them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface PackageFile {
  /** Relative to the package, with slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** Sorted by bytes. The package is flat: a folder in it would be a mistake of the build. */
export async function readPackageFiles(directory: string): Promise<readonly PackageFile[]> {
  const names = (await readdir(directory)).sort((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  return Promise.all(
    names.map(async (path) => ({ path, content: await readFile(join(directory, path)) })),
  );
}
