// The entry of `npx cdktf-provider-atlan`: the only file that prints the outcome and sets the exit code.

import { stripVTControlCharacters } from "node:util";
import { findPackage } from "../../lib/placement/index.js";
import { messageOf } from "../describe-error.js";
import { readEnvironment } from "./environment.js";
import { run } from "./run.js";
import { writeOutput } from "./write-output.js";

/** A pipe or a file gets no colours, nor does whoever wants none. */
const plain = (text: string, isColoured: boolean): string =>
  isColoured ? text : stripVTControlCharacters(text);

async function main(): Promise<void> {
  const { programDirectory, writesToTerminal, wantsColours } = readEnvironment();
  const { version } = findPackage(programDirectory);
  const { exitCode, stdout, stderr, isExact } = await run(process.argv.slice(2), version);
  if (stdout !== undefined) {
    const isForProgram = isExact === true && !writesToTerminal;
    const text = isForProgram ? stdout : `${plain(stdout, writesToTerminal && wantsColours)}\n`;
    await writeOutput(process.stdout, text);
  }
  if (stderr !== undefined) console.error(stderr);
  process.exitCode = exitCode;
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
