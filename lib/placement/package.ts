// Finds this package on disk, and the built plugin in it. Reads files, writes none.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const PACKAGE_NAME = "cdktf-provider-atlan";

/** The installed package: its root folder and its version, which is the provider's version too. */
export interface InstalledPackage {
  readonly directory: string;
  readonly version: string;
}

/** The plugin as the build leaves it: one reproducible zip that serves every platform. */
export interface Plugin {
  readonly version: string;
  /** Terraform's checksum of the zip's contents, `h1:…`, computed at build time. */
  readonly h1: string;
  readonly zipPath: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function readStrings(path: string): Record<string, string> {
  const json: unknown = JSON.parse(readFileSync(path, "utf8"));
  const entries = Object.entries(isRecord(json) ? json : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/**
 * Finds this package from a folder inside it: compiled (`dist/lib/…`), bundled (`dist/cli`) or from source (`lib/…`).
 *
 * @throws when no folder above `start` holds this package's `package.json`.
 */
export function findPackage(start: string): InstalledPackage {
  for (let directory = start; ; directory = dirname(directory)) {
    const path = join(directory, "package.json");
    if (existsSync(path)) {
      const { name, version } = readStrings(path);
      if (name === PACKAGE_NAME && version !== undefined) return { directory, version };
    }
    if (dirname(directory) === directory) {
      throw new Error(
        `Cannot find the package ${PACKAGE_NAME}: no folder above "${start}" holds its package.json, expected an unbundled installation in node_modules`,
      );
    }
  }
}

/**
 * Finds the built plugin of a package.
 *
 * @throws when the package was not built, or built for another version than its `package.json` says.
 */
export function findPlugin({ directory, version }: InstalledPackage): Plugin {
  const folder = join(directory, "dist", "plugin");
  const zipPath = join(folder, "terraform-provider-atlan.zip");
  const manifestPath = join(folder, "manifest.json");
  for (const path of [zipPath, manifestPath]) {
    if (existsSync(path)) continue;
    throw new Error(
      `Cannot place the Atlan plugin: "${path}" does not exist, expected the built plugin; run \`npm run build\` in "${directory}", or reinstall ${PACKAGE_NAME}`,
    );
  }
  const manifest = readStrings(manifestPath);
  const h1 = manifest.h1;
  if (manifest.version !== version || h1 === undefined) {
    throw new Error(
      `Cannot place the Atlan plugin: "${manifestPath}" is of version ${manifest.version ?? "unknown"}, expected ${version}; run \`npm run build\` in "${directory}"`,
    );
  }
  return { version, h1, zipPath };
}
