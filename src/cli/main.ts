// The entry of `npx cdktf-provider-atlan`: the only file that prints the outcome and sets the exit code.

import { stripVTControlCharacters } from "node:util";
import { findPackage } from "../../lib/placement/index.js";
import { printable } from "../../lib/schema/index.js";
import { messageOf } from "../describe-error.js";
import { type CliEnvironment, readEnvironment } from "./environment.js";
import type { Outcome } from "./outcome.js";
import { run } from "./run.js";
import { wrapProse } from "./wrap.js";
import { writeOutput } from "./write-output.js";

/** A pipe or a file gets no colours, nor does whoever wants none. */
const plain = (text: string, isColoured: boolean): string =>
  isColoured ? text : stripVTControlCharacters(text);

/** Lines that no terminal breaks within a word. */
const fitted = (text: string, columns: number | undefined): string =>
  columns === undefined ? text : wrapProse(text, columns);

function printed({ stdout = "", isExact, isProse }: Outcome, environment: CliEnvironment): string {
  const { columns, writesToTerminal, wantsColours } = environment;
  if (isExact === true && !writesToTerminal) return stdout;
  const text = isProse === true ? fitted(stdout, columns) : stdout;
  return `${plain(text, writesToTerminal && wantsColours)}\n`;
}

async function main(): Promise<void> {
  const environment = readEnvironment();
  const { programDirectory, columns, errorColumns } = environment;
  const { version } = findPackage(programDirectory);
  const outcome = await run(process.argv.slice(2), { version, columns });
  const { exitCode, stdout, stderr, stop } = outcome;
  if (stdout !== undefined) {
    await writeOutput(process.stdout, printed(outcome, environment)).catch(async (error) => {
      await stop?.();
      throw error;
    });
  }
  if (stderr !== undefined) console.error(fitted(printable(stderr), errorColumns));
  process.exitCode = exitCode;
}

main().catch((error: unknown) => {
  console.error(printable(messageOf(error)));
  process.exitCode = 1;
});
