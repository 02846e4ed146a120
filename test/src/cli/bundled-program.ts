// The program of the command line as it is shipped, in a package of its own with the version 1.2.3.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

export interface BundledProgram {
  /** Temporary: whoever bundles it removes it. */
  readonly folder: string;
  readonly program: string;
}

/** The folder's path has a blank in it. */
export function bundleProgram(): BundledProgram {
  const folder = mkdtempSync(join(tmpdir(), "atlan cli "));
  const program = join(folder, "dist/cli/main.cjs");
  mkdirSync(join(folder, "dist/cli"), { recursive: true });
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ ...manifest, version: "1.2.3", type: "commonjs" }),
  );
  const options = { bundle: true, platform: "node", format: "cjs", logLevel: "error" } as const;
  buildSync({ entryPoints: ["src/cli/main.ts"], outfile: program, ...options });
  return { folder, program };
}
