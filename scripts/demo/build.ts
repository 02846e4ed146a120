// Builds the package as `npm run build` does, in a process of its own.

import { runChild } from "../run-child.js";

/** @throws Error with what the build printed, when it fails; the signal's reason, when that aborts */
export async function buildPackage(root: string, signal: AbortSignal): Promise<void> {
  const call = { binary: "npm", directory: root, signal };
  const { exitCode, stdout, stderr } = await runChild(call, ["run", "--silent", "build"]);
  if (exitCode !== 0) throw new Error(`Cannot build the package:\n${stdout}${stderr}`);
}
