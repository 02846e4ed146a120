// The plugin bundled so that a profile can be read: one file, names and line breaks kept.
import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

export interface ReadablePlugin {
  /** The checkout. */
  readonly root: string;
  /** Where it is built. */
  readonly directory: string;
  /** Where each launch leaves its profile. No blank may be in it. */
  readonly profiles: string;
  /** The provider's address. */
  readonly source: string;
}

/** Node takes these on its command line only, not in NODE_OPTIONS (Node 20, tried). */
const profiling = (profiles: string): string =>
  `--cpu-prof --cpu-prof-interval=200 --cpu-prof-dir=${profiles}`;

/** Returns the text of a CLI configuration that makes Terraform run it. */
export async function buildReadablePlugin(plugin: ReadablePlugin): Promise<string> {
  const { root, directory, profiles, source } = plugin;
  await mkdir(directory, { recursive: true });
  const executable = path.join(directory, "terraform-provider-atlan");
  await build({
    entryPoints: [path.join(root, "src/main.ts")],
    outfile: executable,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    banner: { js: `#!/usr/bin/env -S node ${profiling(profiles)}` },
    define: { __PLUGIN_VERSION__: '"0.0.0-profiled"' },
    logLevel: "error",
  });
  await chmod(executable, 0o755);
  await writeFile(path.join(directory, "package.json"), '{"type":"commonjs"}\n');
  const overrides = `${JSON.stringify(source)} = ${JSON.stringify(directory)}`;
  return `provider_installation {\n  dev_overrides {\n    ${overrides}\n  }\n  direct {}\n}\n`;
}
