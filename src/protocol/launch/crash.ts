// Reports a crash in the form that Terraform shows to the user: `panic: ` and a stack.
import { writeSync } from "node:fs";
import { describeError, stackFrames } from "../../describe-error.js";
import type { Product } from "../../framework/index.js";

const STDERR = 2;

export const crashReport = (error: unknown, { name }: Product): string =>
  [
    `panic: ${describeError(error)}`,
    "",
    `This is a bug in ${name}.`,
    ...stackFrames(error),
    "",
  ].join("\n");

export function reportCrashes(product: Product): void {
  const crash = (error: unknown): void => {
    try {
      writeSync(STDERR, crashReport(error, product));
    } finally {
      // Also when the host is gone and the report cannot be written: exit handlers must run.
      process.exit(1);
    }
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
}
