// Takes secrets out of a text.
import { literalPattern } from "./literal-pattern.js";

/** In one pass and the longest first: one may be a part of another, or of what stands in its place. */
export function masked(text: string, secrets: readonly string[], placeholder: string): string {
  const longestFirst = secrets
    .filter((secret) => secret !== "")
    .sort((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return text;
  return text.replace(new RegExp(longestFirst.map(literalPattern).join("|"), "g"), placeholder);
}
