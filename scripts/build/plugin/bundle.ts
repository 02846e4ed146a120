// From TypeScript to the few CommonJS files that Terraform launches: a launcher, the plugin, chunks that are loaded late.
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build, type Metafile } from "esbuild";
import { launcher } from "./launcher.js";
import { type Chunks, linkChunks } from "./link.js";

const MAIN = "plugin.js";

export interface BundleOptions {
  /** The TypeScript file that calls `servePlugin`. */
  readonly entry: string;
  /** Emptied first. */
  readonly directory: string;
  readonly version: string;
  /** The provider's name, by which Terraform looks for the executable. @default atlan */
  readonly name?: string;
}

/** Modules that a launch which makes no request need not pay for. They belong behind a dynamic `import()`. */
const LATE_MODULES = [
  "/node_modules/age-encryption/",
  "/node_modules/got/",
  "/node_modules/https-proxy-agent/",
  "/node_modules/socks-proxy-agent/",
];

/** The main file and all that it leads to by imports of these kinds. */
function outputsFrom(main: string, metafile: Metafile, kinds: readonly string[]): Set<string> {
  const found = new Set([main]);
  // A set's iterator comes to what is added meanwhile.
  for (const output of found) {
    for (const { path, kind } of metafile.outputs[output]?.imports ?? []) {
      if (kinds.includes(kind) && path in metafile.outputs) found.add(path);
    }
  }
  return found;
}

function checkLateModules(early: readonly string[], metafile: Metafile): void {
  for (const output of early) {
    const module = Object.keys(metafile.outputs[output]?.inputs ?? {}).find((input) =>
      LATE_MODULES.some((late) => `/${input}`.includes(late)),
    );
    if (module !== undefined) {
      throw new Error(
        `Cannot bundle the plugin: ${module} is evaluated at launch, expected it behind a dynamic import()`,
      );
    }
  }
}

/** esbuild splits only ES modules, and Node starts CommonJS faster: so split first, then turn the chunks around. */
async function split({ entry, version }: BundleOptions): Promise<Chunks> {
  const { outputFiles, metafile } = await build({
    entryPoints: { plugin: entry },
    outdir: "dist",
    write: false,
    bundle: true,
    splitting: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minify: true,
    legalComments: "none",
    define: { __PLUGIN_VERSION__: JSON.stringify(version) },
  });
  const main = `dist/${MAIN}`;
  const early = [...outputsFrom(main, metafile, ["import-statement"])];
  checkLateModules(early, metafile);
  // esbuild also writes what only functions import that nothing calls.
  const used = outputsFrom(main, metafile, ["import-statement", "dynamic-import"]);
  const names = new Set([...used].map((path) => basename(path)));
  return {
    files: new Map(
      outputFiles
        .map(({ path, text }) => [basename(path), text] as const)
        .filter(([name]) => names.has(name)),
    ),
    early: early.map((path) => basename(path)),
    main: MAIN,
  };
}

/** Returns the path of the executable, the only file whose name begins with `terraform-provider-`. */
export async function bundlePlugin(options: BundleOptions): Promise<string> {
  const { directory, version, name = "atlan" } = options;
  const files = await linkChunks(await split(options));
  const executable = join(directory, `terraform-provider-${name}_v${version}`);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  for (const [file, text] of files) await writeFile(join(directory, file), text);
  // Without it Node reads the files as ES modules when the user's own project is one.
  await writeFile(join(directory, "package.json"), '{"type":"commonjs"}\n');
  await writeFile(executable, launcher(MAIN));
  await chmod(executable, 0o755);
  return executable;
}
