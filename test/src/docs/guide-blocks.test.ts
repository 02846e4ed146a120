// The HCL of the guide on mocks is that of its example, which is tested as it is.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(import.meta.dirname, "../../..");
const TESTS = path.join(root, "docs/examples/guides/mocks/tests");

describe("docs/guides/mocks.md", () => {
  const guide = readFileSync(path.join(root, "docs/guides/mocks.md"), "utf8");
  const blocks = Array.from(guide.matchAll(/```hcl\n([\s\S]*?)```/g), ([, code = ""]) => code);
  const tests = readdirSync(TESTS).map((file) => readFileSync(path.join(TESTS, file), "utf8"));

  it.each(blocks)("shows in block %# what is tested", (code) => {
    expect(tests.some((text) => text.includes(code))).toBe(true);
  });
});
