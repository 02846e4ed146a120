// From esbuild's chunks, which are ES modules, to CommonJS files, with all that is evaluated at launch in one: each file takes 0.4 ms to find and load.
import { basename } from "node:path";
import { build, type Plugin } from "esbuild";

/** Text by file name. */
export type Files = ReadonlyMap<string, string>;

export interface Chunks {
  readonly files: Files;
  /** The names of those that are evaluated at launch, the main file among them. */
  readonly early: readonly string[];
  readonly main: string;
}

const CHUNK = /^\.\//;

/** What the main file exports an early chunk as. */
const exportName = (early: readonly string[], name: string): string =>
  `chunk${early.indexOf(name)}`;

/** A file of CommonJS, in which the imports of other chunks are what `resolve` says: another text to put in, or nothing, to require it. */
async function commonJs(
  contents: string,
  resolve: (name: string) => string | undefined,
): Promise<string> {
  const texts: Plugin = {
    name: "texts",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: CHUNK }, ({ path }) => {
        const isInside = resolve(basename(path)) !== undefined;
        return isInside ? { path, namespace: "inside" } : { path, external: true };
      });
      onLoad({ filter: CHUNK, namespace: "inside" }, ({ path }) => ({
        contents: resolve(basename(path)) ?? "",
        loader: "js",
      }));
    },
  };
  const { outputFiles } = await build({
    stdin: { contents, loader: "js" },
    write: false,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    minify: true,
    legalComments: "none",
    // Otherwise Node would load the chunk, which is CommonJS, through its ES module loader.
    supported: { "dynamic-import": false },
    plugins: [texts],
  });
  return outputFiles[0]?.text ?? "";
}

/** The main file, which gives the other early chunks to the late ones, so that each is evaluated once. */
function linkMain({ files, early, main }: Chunks): Promise<string> {
  const others = early.filter((name) => name !== main);
  const exported = others.map((name) => `export * as ${exportName(early, name)} from "./${name}";`);
  const contents = [...exported, `import "./${main}";`].join("\n");
  return commonJs(contents, (name) => (early.includes(name) ? files.get(name) : undefined));
}

function linkLate(text: string, { early, main }: Chunks): Promise<string> {
  return commonJs(text, (name) =>
    early.includes(name) && name !== main
      ? `module.exports = require("./${main}").${exportName(early, name)};`
      : undefined,
  );
}

export async function linkChunks(chunks: Chunks): Promise<Files> {
  const { files, early, main } = chunks;
  const late = [...files].filter(([name]) => !early.includes(name));
  const linked = late.map(async ([name, text]) => [name, await linkLate(text, chunks)] as const);
  return new Map([[main, await linkMain(chunks)], ...(await Promise.all(linked))]);
}
