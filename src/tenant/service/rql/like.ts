// SQL's LIKE patterns as regular expressions: `%` is any run of characters, `_` one, a backslash takes the next literally.

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;

const literal = (text: string) => text.replaceAll(SPECIAL, "\\$&");

/** Matches whole values, line breaks included. */
export function likePattern(pattern: string, isCaseInsensitive: boolean): RegExp {
  const source = pattern.replaceAll(/\\([\s\S])|(%+)|(_)|([^\\%_]+|\\$)/g, (...groups) => {
    const [, escaped, run, one, plain] = groups;
    if (run !== undefined) return "[^]*";
    if (one !== undefined) return "[^]";
    return literal(String(escaped ?? plain));
  });
  return new RegExp(`^${source}$`, isCaseInsensitive ? "iu" : "u");
}
