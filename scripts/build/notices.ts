// The licences of what the bundles contain: their authors ask that copies carry them.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const ENTRIES = ["src/main.ts", "src/cli/main.ts", "src/testing/index.ts"];
const OUT = "dist/THIRD-PARTY-NOTICES.txt";
/** The folder of a package, scoped or not, whose file an input is. */
const PACKAGE_FOLDER = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENCE_FILE = /^(licen[cs]e|copying)/i;

async function bundledPackages(): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: ENTRIES,
    outdir: "dist",
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const folders = Object.keys(metafile.inputs).flatMap(
    (input) => PACKAGE_FOLDER.exec(input)?.[1] ?? [],
  );
  return [...new Set(folders)].sort();
}

async function noticeOf(folder: string): Promise<string> {
  const description = await readFile(path.join(folder, "package.json"), "utf8");
  const { name, version, license }: Record<string, string> = JSON.parse(description);
  const file = (await readdir(folder)).find((entry) => LICENCE_FILE.test(entry));
  const text = file === undefined ? "" : await readFile(path.join(folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** Writes dist/THIRD-PARTY-NOTICES.txt. */
export async function writeNotices(): Promise<void> {
  const notices = await Promise.all((await bundledPackages()).map(noticeOf));
  await writeFile(OUT, notices.join(`\n${"-".repeat(80)}\n\n`));
}
