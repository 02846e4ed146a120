// Builds what stacks import: the constructs as CommonJS with their types, in dist/lib.
import { ExecaError, execa } from "execa";

/** Writes dist/lib/**. A type error is thrown with the compiler's words. */
export async function buildLib(): Promise<void> {
  try {
    await execa(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.lib.json"]);
  } catch (error) {
    const words = error instanceof ExecaError ? error.stdout : "";
    throw new Error(`Cannot build dist/lib: tsc refused it\n${words}`, { cause: error });
  }
}
