// Builds the package as `npm run build` does, in a process of its own.

import { cleanEnvironment } from "../../src/testing/environment.js";
import { runChild } from "./run-child.js";

/** @throws Error with what the build printed, when it fails; the signal's reason, when that aborts */
export async function buildPackage(root: string, signal: AbortSignal): Promise<void> {
  const { exitCode, stdout, stderr } = await runChild({
    command: "npm",
    args: ["run", "--silent", "build"],
    directory: root,
    environment: cleanEnvironment(),
    signal,
  });
  if (exitCode !== 0) throw new Error(`Cannot build the package:\n${stdout}${stderr}`);
}
