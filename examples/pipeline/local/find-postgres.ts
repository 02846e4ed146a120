// Where PostgreSQL's server programs lie on this machine. Starts none of them.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const DEBIAN = "/usr/lib/postgresql";

/** `pg_config --bindir`; nothing where it is not installed. */
function configured(): readonly string[] {
  try {
    return [execFileSync("pg_config", ["--bindir"], { encoding: "utf8" }).trim()];
  } catch {
    return [];
  }
}

/** Debian keeps the programs of each version apart and off the PATH; the newest first. */
function ofDebian(): readonly string[] {
  if (!existsSync(DEBIAN)) return [];
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => path.join(DEBIAN, version, "bin"));
}

/** The folder that holds `initdb` and `postgres`, if there is one. */
export function findPostgres(searchPath = process.env.PATH ?? ""): string | undefined {
  const folders = [...searchPath.split(path.delimiter), ...configured(), ...ofDebian()];
  return folders.find((folder) =>
    ["initdb", "postgres"].every((program) => existsSync(path.join(folder, program))),
  );
}

export const POSTGRES_IS_MISSING =
  "PostgreSQL's programs initdb and postgres were not found on the PATH, through pg_config, or in /usr/lib/postgresql";
