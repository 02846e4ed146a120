// Text of others as a terminal may show it: what would act on the terminal is written out, as JSON writes it.

/** Control characters but line breaks and tabs, and those that turn the direction of text. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

export const printable = (text: string): string => text.replace(UNPRINTABLE, escaped);
