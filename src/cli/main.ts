// The entry of `npx cdktf-provider-atlan`: the only file that prints the outcome and sets the exit code.
import { findPackage } from "../../lib/placement/index.js";
import { readEnvironment } from "./environment.js";
import { run } from "./run.js";

async function main(): Promise<void> {
  const { version } = findPackage(readEnvironment().programDirectory);
  const { exitCode, stdout, stderr } = await run(process.argv.slice(2), version);
  if (stdout !== undefined) console.log(stdout);
  if (stderr !== undefined) console.error(stderr);
  process.exitCode = exitCode;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
