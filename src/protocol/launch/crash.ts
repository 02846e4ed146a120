// Reports a crash in the form that Terraform shows to the user: `panic: ` and a stack.
import { writeSync } from "node:fs";
import { describeError, stackFrames } from "../../framework/describe-error.js";

const STDERR = 2;

export const crashReport = (error: unknown): string =>
  [
    `panic: ${describeError(error)}`,
    "",
    "This is a bug in cdktf-provider-atlan.",
    ...stackFrames(error),
    "",
  ].join("\n");

export function reportCrashes(): void {
  const crash = (error: unknown): void => {
    try {
      writeSync(STDERR, crashReport(error));
    } finally {
      // Also when the host is gone and the report cannot be written: exit handlers must run.
      process.exit(1);
    }
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
}
