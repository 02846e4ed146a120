// The documentation of the provider's props says the defaults that the schema has.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { camelCase } from "../../lib/private/settings";
import { PROVIDER_DEFAULTS } from "../../lib/schema";

const source = readFileSync(path.resolve(__dirname, "../../lib/provider.ts"), "utf8");
const DAY = 24 * 60 * 60;

it.each(Object.entries(PROVIDER_DEFAULTS))("the default of %s is %d", (name, value) => {
  const [, sentence] =
    new RegExp(`@default - ([^\\n]*)\\n\\s*\\*/\\s*readonly ${camelCase(name)}\\?`).exec(source) ??
    [];
  expect(sentence).toMatch(new RegExp(`\\b(${value}|${value / DAY} days)\\b`));
});
