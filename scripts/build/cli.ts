// Builds the command line program: one executable file with everything in it, in dist/cli.
import { chmod } from "node:fs/promises";
import { build } from "esbuild";
import { pageDefinitions } from "./pages.js";

const OUT = "dist/cli/main.js";

/** Writes dist/cli/main.js. */
export async function buildCli(): Promise<void> {
  await build({
    entryPoints: ["src/cli/main.ts"],
    outfile: OUT,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    define: await pageDefinitions(["__TENANT_PAGE__", "__REPORT_PAGE__"]),
    minify: true,
    // publint takes code in one line for an ES module.
    lineLimit: 500,
    // Errors of ours say their class.
    keepNames: true,
    banner: { js: "#!/usr/bin/env node" },
    legalComments: "none",
    logLevel: "error",
  });
  await chmod(OUT, 0o755);
}
