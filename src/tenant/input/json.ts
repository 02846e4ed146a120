// What arrives as JSON, looked at without trusting it.

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** As deep as the metastore's parser goes; writing what is far deeper would fill the stack. */
const DEEPEST = 1_000;

/** The value of a JSON text, or undefined when it is none (JSON itself has no undefined), or one that is nested too deeply. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(text) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Takes the text of a JSON value. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\]+|\\.)*"|[{}[\]]/g)) {
    if (bracket === "{" || bracket === "[") depth += 1;
    else if (bracket === "}" || bracket === "]") depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** A value as it can be quoted in a message. */
export function quoted(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
