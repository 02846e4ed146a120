// The plugin bundled so that a profile can be read: one file, names and line breaks kept.
import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/** Returns the text of a CLI configuration that makes Terraform run it. */
export async function buildReadablePlugin(
  root: string,
  directory: string,
  source: string,
): Promise<string> {
  await mkdir(directory, { recursive: true });
  const executable = path.join(directory, "terraform-provider-atlan");
  await build({
    entryPoints: [path.join(root, "src/main.ts")],
    outfile: executable,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    banner: { js: "#!/usr/bin/env node" },
    define: { __PLUGIN_VERSION__: '"0.0.0-profiled"' },
    logLevel: "error",
  });
  await chmod(executable, 0o755);
  await writeFile(path.join(directory, "package.json"), '{"type":"commonjs"}\n');
  const overrides = `${JSON.stringify(source)} = ${JSON.stringify(directory)}`;
  return `provider_installation {\n  dev_overrides {\n    ${overrides}\n  }\n  direct {}\n}\n`;
}
