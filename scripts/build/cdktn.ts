// Builds what stacks of cdktn import, in dist/cdktn: the constructs of lib, compiled with every import of cdktf made one of cdktn.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const ENTRY = "lib/cdktn.ts";
const SOURCE = resolve("lib");
const OUT = "dist/cdktn";
/** What users of cdktn have. */
const ALLOWED = /^(?:\.{1,2}\/.*|node:.*|cdktn|constructs)$/;

const importsOf = (text: string): readonly ts.FileReference[] =>
  ts.preProcessFile(text, true, true).importedFiles;

/** The source with the name of the one toolkit in place of the other, line for line, in its imports. */
function forCdktn(text: string): string {
  const found = importsOf(text).filter(({ fileName }) => fileName === "cdktf");
  return found.reduceRight((all, { pos }) => {
    const start = pos + '"'.length;
    return `${all.slice(0, start)}cdktn${all.slice(start + "cdktf".length)}`;
  }, text);
}

/** A compiler's host that reads our sources rewritten, and everything else as it is. */
function rewritingHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  host.readFile = (file) => {
    const text = readFile.call(host, file);
    const isOurs = !relative(SOURCE, resolve(file)).startsWith("..");
    return text === undefined || !isOurs ? text : forCdktn(text);
  };
  return host;
}

/** What the compiler makes of the entry and of what it imports, by path below dist/cdktn. */
function compile(): ReadonlyMap<string, string> {
  const { config } = ts.readConfigFile("tsconfig.lib.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  const program = ts.createProgram([ENTRY], { ...options, outDir: OUT }, rewritingHost(options));
  const files = new Map<string, string>();
  const result = program.emit(undefined, (file, text) => {
    files.set(relative(OUT, file), text);
  });
  const faults = [...ts.getPreEmitDiagnostics(program), ...result.diagnostics];
  if (faults.length > 0) {
    const words = ts.formatDiagnostics(faults, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => ".",
      getNewLine: () => "\n",
    });
    throw new Error(`Cannot build ${OUT}: tsc refused lib with the types of cdktn\n${words}`);
  }
  return files;
}

/** @throws for an import of a package that only users of cdktf have */
function checkImports(file: string, text: string): void {
  for (const { fileName } of importsOf(text)) {
    if (ALLOWED.test(fileName)) continue;
    throw new Error(
      `Cannot build ${OUT}: ${file} imports "${fileName}", expected nothing but cdktn and constructs`,
    );
  }
}

/** Writes dist/cdktn/**. */
export async function buildCdktn(): Promise<void> {
  for (const [file, text] of compile()) {
    checkImports(file, text);
    const target = join(OUT, file);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
