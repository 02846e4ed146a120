// Literals: TypeScript's are read back by a TypeScript compiler; HCL's are read by Terraform, in the acceptance tests.
import { describe, expect, it } from "@jest/globals";
import { transformSync } from "esbuild";
import {
  hclText,
  typescriptArgument,
  typescriptText,
} from "../../../../src/inventory/export/literals.js";
import { NASTY_NAMES } from "../nasty.js";

const evaluated = (literal: string): unknown => {
  const { code } = transformSync(`(${literal})`, { loader: "ts" });
  // biome-ignore lint/security/noGlobalEval: what a literal means, only the language can say
  // biome-ignore lint/complexity/noCommaOperator: the indirect call sees none of this module
  return (0, eval)(code);
};

/** What Terraform makes of a string of its JSON. Expressions are those that we write. */
const asTemplate = (text: string): string =>
  text.replace(/\$\{"([$%#&]+)"\}|([$%])\2\{/g, (_match, quoted, sign) => quoted ?? `${sign}{`);

describe.each(Object.entries(NASTY_NAMES))("a name with %s", (_name, text) => {
  it("is one line of ASCII controls and visible characters", () => {
    for (const literal of [typescriptText(text), typescriptArgument(text), hclText(text)]) {
      expect(literal).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u);
      expect(literal).toMatch(/^"(?:[^"\\]|\\.)*"$/);
    }
  });

  it("means itself in TypeScript", () => {
    expect(evaluated(typescriptText(text))).toBe(text);
  });

  it("means itself after TypeScript and Terraform", () => {
    const argument = String(evaluated(typescriptArgument(text)));
    expect(asTemplate(argument)).toBe(text);
    expect(argument).not.toMatch(/[$#&]\{TfToken\[/);
  });

  it("opens no template in HCL", () => {
    expect(hclText(text).replace(/\$\$\{|%%\{/g, "")).not.toMatch(/[$%]\{/);
  });
});

it.each([
  ["a tag character", "\u{e0041}", '"\\u{e0041}"', '"\\U000e0041"'],
  ["half a pair", "a\ud800b", '"a\ufffdb"', '"a\ufffdb"'],
  ["a blank that does not break", "a\u00a0b", '"a\\u00a0b"', '"a\\u00a0b"'],
])("spells out %s", (_name, text, typescript, hcl) => {
  expect(typescriptText(text)).toBe(typescript);
  expect(hclText(text)).toBe(hcl);
});
