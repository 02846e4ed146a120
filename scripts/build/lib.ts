// Builds what stacks import: the constructs as CommonJS with their types, in dist/lib.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Writes dist/lib/**. A type error is thrown with the compiler's words. */
export async function buildLib(): Promise<void> {
  try {
    await run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.lib.json"]);
  } catch (error) {
    const words = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new Error(`Cannot build dist/lib: tsc refused it\n${words}`, { cause: error });
  }
}
