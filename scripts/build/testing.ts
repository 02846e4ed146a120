// Builds what people's tests import: the testing kit as one CommonJS file with its types, in dist/testing.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { pageDefinitions } from "./pages.js";

const ENTRY = "src/testing/index.ts";
/** The kit places the plugin, with what is in lib. */
const SOURCE = resolve(".");
const OUT = "dist/testing";

async function bundle(): Promise<void> {
  await build({
    entryPoints: [ENTRY],
    outfile: join(OUT, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // CommonJS has no import.meta.
    define: { "import.meta.dirname": "__dirname", ...(await pageDefinitions(["__TENANT_PAGE__"])) },
    minify: true,
    // publint takes code in one line for an ES module.
    lineLimit: 500,
    keepNames: true,
    legalComments: "none",
    logLevel: "error",
  });
}

/** Every declaration the compiler makes of the entry and what it imports, by path below the source folder. */
function declarations(): ReadonlyMap<string, string> {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  const program = ts.createProgram([ENTRY], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: SOURCE,
    outDir: OUT,
  });
  const files = new Map<string, string>();
  const result = program.emit(undefined, (file, text) => {
    files.set(relative(OUT, file), text);
  });
  const [fault] = [...ts.getPreEmitDiagnostics(program), ...result.diagnostics];
  if (fault !== undefined) {
    const words = ts.flattenDiagnosticMessageText(fault.messageText, "\n");
    throw new Error(`Cannot build ${OUT}: tsc refused ${fault.file?.fileName ?? ENTRY}: ${words}`);
  }
  return files;
}

/** The entry's declarations and those they lead to. An import of anything else would need a package that users lack. */
function reachable(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    const text = files.get(file);
    if (text === undefined)
      throw new Error(`Cannot build ${OUT}: no declarations of ${file}, expected them`);
    if (seen.has(file)) return;
    seen.add(file);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (!fileName.startsWith(".")) {
        throw new Error(
          `Cannot build ${OUT}: ${file} imports types of "${fileName}", expected none of a third party`,
        );
      }
      visit(join(dirname(file), fileName.replace(/\.js$/, ".d.ts")));
    }
  };
  visit(ENTRY.replace(/\.ts$/, ".d.ts"));
  return seen;
}

async function declare(): Promise<void> {
  const files = declarations();
  for (const file of reachable(files)) {
    const target = join(OUT, file);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, files.get(file) ?? "");
  }
  await writeFile(join(OUT, "index.d.ts"), `export * from "./${ENTRY.replace(/\.ts$/, ".js")}";\n`);
}

/** Writes dist/testing/**: index.js with every dependency in it, and index.d.ts without any. */
export async function buildTesting(): Promise<void> {
  await Promise.all([bundle(), declare()]);
}
