// `--filter`: which display names a person means, as a shell's pattern. Pure.
import { literalPattern } from "../literal-pattern.js";

/**
 * Those whose display name the pattern matches.
 *
 * @throws where there are principals, and it matches none: a typo would otherwise read as a tenant that holds nothing
 */
export function matching<P extends { readonly displayName: string }>(
  principals: readonly P[],
  pattern: string,
): readonly P[] {
  const isMeant = nameFilter(pattern);
  const meant = principals.filter(({ displayName }) => isMeant(displayName));
  if (meant.length > 0 || principals.length === 0) return meant;
  throw new Error(
    `Cannot use --filter ${JSON.stringify(pattern)}: it matches no display name of the ${principals.length} API tokens and OAuth clients that are seen, expected a pattern such as "etl-*", in exact case`,
  );
}

/** `*` stands for any text, `?` for one character; everything else for itself, exact case included. */
export function nameFilter(pattern: string): (displayName: string) => boolean {
  const parts = pattern.split(/([*?])/).map((part) => WILDCARDS[part] ?? escaped(part));
  const matches = new RegExp(`^${parts.join("")}$`, "su");
  return (displayName) => matches.test(displayName.normalize("NFC"));
}

const WILDCARDS: { readonly [wildcard: string]: string } = { "*": ".*", "?": "." };

const escaped = (text: string): string => literalPattern(text.normalize("NFC"));
