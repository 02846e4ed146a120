// Tests that need what not every machine has: without it they say that they are skipped, and why.
import { describe, it } from "@jest/globals";

/** A `describe` that runs unless something is missing, and otherwise tells what. */
export function describeUnless(title: string, missing: string | undefined, body: () => void): void {
  if (missing === undefined) {
    describe(title, body);
    return;
  }
  process.stderr.write(`skipped: ${title} (${missing})\n`);
  describe(title, () => {
    it.skip(`is skipped: ${missing}`, () => {});
  });
}
