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

/** A `describe` that runs only with the thing in hand, and otherwise prints why not. */
export function describeWith(
  title: string,
  { variable, value }: { readonly variable: string; readonly value: string | undefined },
  body: (value: string) => void,
): void {
  const missing = value === undefined ? `${variable} is not set` : undefined;
  describeUnless(title, missing, () => {
    if (value !== undefined) body(value);
  });
}
