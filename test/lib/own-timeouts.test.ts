// No test has a timeout of its own: how long one takes says nothing on a machine that does a lot besides.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";

const ROOT = path.resolve(__dirname, "..");
/** `jest.setTimeout`, and a number as the last argument of a test or of what is done before and after it. */
const OWN_TIMEOUT = /jest\.setTimeout\(|^\s*\}, [\d_]+\);$|\},\n\s+[\d_]+,\n\s*\);/m;

it("the one in jest.config.cjs serves all", () => {
  const all = readdirSync(ROOT, { recursive: true, encoding: "utf8" });
  const files = all.filter((file) => file.endsWith(".test.ts"));
  const own = files.filter((file) => OWN_TIMEOUT.test(readFileSync(path.join(ROOT, file), "utf8")));
  expect(files.length).toBeGreaterThan(100);
  expect(own).toEqual([]);
});
