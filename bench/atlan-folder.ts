// A folder whose provider is ours, as `install` places it.
import path from "node:path";
import { cleanEnvironment } from "../scripts/clean-environment.js";
import { runChild } from "../scripts/demo/run-child.js";
import { EngineFolder, type FolderSource } from "./engine-folder.js";
import type { Bench } from "./measurement.js";

export const PROVIDER_SOURCE = "npm.internal/cdktf-provider-atlan/atlan";
export const CLI = "dist/cli/main.js";

async function install({ root, signal }: Bench, directory: string): Promise<void> {
  const { exitCode, stdout, stderr } = await runChild({
    command: process.execPath,
    args: [path.join(root, CLI), "install", "--dir", directory],
    directory,
    environment: cleanEnvironment({}),
    signal,
  });
  if (exitCode !== 0) throw new Error(`Cannot place the plugin: ${stdout}${stderr}`);
}

export const openAtlanFolder = (
  bench: Bench,
  source: Omit<FolderSource, "provider">,
): Promise<EngineFolder> =>
  EngineFolder.open(
    bench,
    { ...source, provider: { name: "atlan", source: PROVIDER_SOURCE } },
    (directory) => install(bench, directory),
  );
