// Builds what stacks of cdktn import, in dist/cdktn: the constructs of lib with every import of cdktf made one of cdktn. What needs neither is shared with dist/lib.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

const ENTRY = resolve("lib/cdktn.ts");
const OTHER_ENTRY = resolve("lib/index.ts");
const SOURCE = resolve("lib");
const OUT = "dist/cdktn";
/** What users of cdktn have. */
const ALLOWED = /^(?:\.{1,2}\/.*|node:.*|cdktn|constructs)$/;

const importsOf = (text: string): readonly ts.FileReference[] =>
  ts.preProcessFile(text, true, true).importedFiles;

/** The text with other specifiers in its imports; undefined leaves one as it is. */
function withSpecifiers(text: string, other: (specifier: string) => string | undefined): string {
  return importsOf(text).reduceRight((all, { fileName, pos }) => {
    const start = pos + '"'.length;
    const specifier = other(fileName) ?? fileName;
    return all.slice(0, start) + specifier + all.slice(start + fileName.length);
  }, text);
}

/** The source with the name of the one toolkit in place of the other, line for line. */
const forCdktn = (text: string): string =>
  withSpecifiers(text, (specifier) => (specifier === "cdktf" ? "cdktn" : undefined));

const isOurs = (file: string): boolean => !relative(SOURCE, resolve(file)).startsWith("..");

/** A compiler's host that reads our sources rewritten, and everything else as it is. */
function rewritingHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  host.readFile = (file) => {
    const text = readFile.call(host, file);
    return text === undefined || !isOurs(file) ? text : forCdktn(text);
  };
  return host;
}

function createProgram(): ts.Program {
  const { config } = ts.readConfigFile("tsconfig.lib.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ".");
  return ts.createProgram(
    [ENTRY, OTHER_ENTRY],
    { ...options, outDir: OUT },
    rewritingHost(options),
  );
}

/** The source that a specifier leads to, of those that the program has. */
function sourceOf(program: ts.Program, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const target = resolve(dirname(from), specifier);
  return [`${target}.ts`, join(target, "index.ts")].find((file) => program.getSourceFile(file));
}

/** The source files that an entry leads to, itself among them. */
function reachableFrom(program: ts.Program, entry: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { fileName } of importsOf(program.getSourceFile(file)?.text ?? "")) {
      const next = sourceOf(program, file, fileName);
      if (next !== undefined) visit(next);
    }
  };
  visit(entry);
  return seen;
}

/** Those that are the same for both: dist/lib has them, and nothing that they lead to is of a toolkit. */
function sharedSources(program: ts.Program): ReadonlySet<string> {
  const usesToolkit = (file: string): boolean =>
    importsOf(program.getSourceFile(file)?.text ?? "").some(({ fileName }) => fileName === "cdktn");
  const inLib = [...reachableFrom(program, OTHER_ENTRY)].filter((file) => file !== OTHER_ENTRY);
  return new Set(inLib.filter((file) => ![...reachableFrom(program, file)].some(usesToolkit)));
}

function checkTypes(program: ts.Program): void {
  const faults = ts.getPreEmitDiagnostics(program);
  if (faults.length === 0) return;
  const words = ts.formatDiagnostics(faults, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => ".",
    getNewLine: () => "\n",
  });
  throw new Error(`Cannot build ${OUT}: tsc refused lib with the types of cdktn\n${words}`);
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

/** What dist/cdktn consists of, by path below it. */
function compile(): ReadonlyMap<string, string> {
  const program = createProgram();
  checkTypes(program);
  const shared = sharedSources(program);
  const files = new Map<string, string>();
  for (const source of reachableFrom(program, ENTRY)) {
    if (shared.has(source)) continue;
    const directory = dirname(join(OUT, relative(SOURCE, source)));
    const inLib = (specifier: string): string | undefined => {
      const target = sourceOf(program, source, specifier);
      if (target === undefined || !shared.has(target)) return undefined;
      return relative(directory, join("dist/lib", relative(SOURCE, target))).replace(/\.ts$/, "");
    };
    program.emit(program.getSourceFile(source), (file, text) => {
      files.set(relative(OUT, file), withSpecifiers(text, inLib));
    });
  }
  return files;
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
