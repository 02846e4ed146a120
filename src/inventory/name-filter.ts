// `--filter`: which display names a person means, as a shell's pattern. Pure.
import { literalPattern } from "../literal-pattern.js";

/** `*` stands for any text, `?` for one character; everything else for itself, exact case included. */
export function nameFilter(pattern: string): (displayName: string) => boolean {
  const parts = pattern.split(/([*?])/).map((part) => WILDCARDS[part] ?? escaped(part));
  const matches = new RegExp(`^${parts.join("")}$`, "su");
  return (displayName) => matches.test(displayName.normalize("NFC"));
}

const WILDCARDS: { readonly [wildcard: string]: string } = { "*": ".*", "?": "." };

const escaped = (text: string): string => literalPattern(text.normalize("NFC"));
