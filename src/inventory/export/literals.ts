// Strings of a tenant as literals of TypeScript and of HCL: nothing breaks out of them, and whoever reviews them sees every character. Pure.

/** What a reader cannot see or tell apart: controls, formats such as the direction of text, and every blank but the usual one. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

const NAMED: { readonly [character: string]: string } = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const codeOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);

/** The form for code points beyond four hexadecimal digits is a language's own. */
const spelled = (long: (code: string) => string) => (character: string) => {
  const code = codeOf(character);
  return NAMED[character] ?? (code.length > 4 ? long(code) : `\\u${code.padStart(4, "0")}`);
};

/** Half a surrogate pair is no character, and no file can hold it. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, "\ufffd");

const quoted = (text: string, long: (code: string) => string): string =>
  `"${wellFormed(text).replace(/["\\]/g, "\\$&").replace(UNSEEN, spelled(long))}"`;

/** Terraform takes every string for a template. */
const templateText = (text: string): string => text.replace(/([$%])\{/g, "$1$1{");

/** What cdktf would take for a reference of its own: to a text, to a list or to a map, and whatever stands before it that Terraform would read together with the escape. */
const CDKTF_MARKER = /([$%]*[#&]|\$+)\{(?=TfToken\[)/g;

export const typescriptText = (text: string): string => quoted(text, (code) => `\\u{${code}}`);

/** Of an argument that cdktf hands on to Terraform. */
export function typescriptArgument(text: string): string {
  const parts = text.split(CDKTF_MARKER);
  // Every second part is what stands before the brace of a marker, which the split took away.
  return typescriptText(
    parts.map((part, index) => (index % 2 === 1 ? `\${"${part}"}{` : templateText(part))).join(""),
  );
}

export const hclText = (text: string): string =>
  quoted(templateText(text), (code) => `\\U${code.padStart(8, "0")}`);

/** One line of a comment: what would end the line, in either language, is spelled out. */
export const commentText = (text: string): string =>
  wellFormed(text).replace(
    UNSEEN,
    spelled((code) => `\\u{${code}}`),
  );
