// Finds an npm package as a program in a folder would, whatever it exports. Reads its package.json, runs nothing of it.
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

export interface InstalledModule {
  readonly name: string;
  readonly version: string;
  /** Symbolic links followed. */
  readonly directory: string;
  /** What it wants beside itself, by name. */
  readonly peers: Readonly<Record<string, string>>;
}

export function installedModule(name: string, from: string): InstalledModule | undefined {
  const folders = createRequire(join(from, "any.js")).resolve.paths(name) ?? [];
  const found = folders.map((folder) => join(folder, name)).find(hasManifest);
  if (found === undefined) return undefined;
  const { version, peerDependencies = {} } = JSON.parse(readFileSync(manifestOf(found), "utf8"));
  return { name, version, directory: realpathSync(found), peers: peerDependencies };
}

const manifestOf = (directory: string): string => join(directory, "package.json");
const hasManifest = (directory: string): boolean => existsSync(manifestOf(directory));
