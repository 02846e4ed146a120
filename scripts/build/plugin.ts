// Builds what Terraform launches: the bundle, the zip it is shipped as, and a manifest with the checksum for lock files.
import { readFile, writeFile } from "node:fs/promises";
import { h1Of, readPackageFiles } from "../../lib/placement/index.js";
import { bundlePlugin } from "./plugin/bundle.js";
import { zipPackage } from "./plugin/zip.js";

const OUT = "dist/plugin";

async function packageVersion(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile("package.json", "utf8"));
  return version;
}

/** Writes dist/plugin/package/*, dist/plugin/terraform-provider-atlan.zip and dist/plugin/manifest.json. */
export async function buildPlugin(): Promise<void> {
  const version = await packageVersion();
  const directory = `${OUT}/package`;
  await bundlePlugin({ entry: "src/main.ts", directory, version });
  const files = await readPackageFiles(directory);
  await writeFile(`${OUT}/terraform-provider-atlan.zip`, zipPackage(files));
  await writeFile(`${OUT}/manifest.json`, `${JSON.stringify({ version, h1: h1Of(files) })}\n`);
}
