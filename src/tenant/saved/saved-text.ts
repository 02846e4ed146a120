// The text that a state is saved as: a line that says what it is, and the state in a second one.
import { createHash } from "node:crypto";
import { ControlError } from "../input/control-error.js";
import { isObject, parseJson, quoted } from "../input/json.js";
import type { SavedState } from "./saved-state.js";

const FORMAT = "embedded Atlan tenant";
/** To be raised with every change that an older version could not read, or would read as something else. */
const VERSION = 1;

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

export function savedText(state: SavedState): string {
  const body = JSON.stringify(state);
  const head = JSON.stringify({ format: FORMAT, version: VERSION, sha256: digest(body) });
  return `${head}\n${body}\n`;
}

/**
 * @param name completes "Cannot use …"
 * @throws ControlError when it is no saved state, of another version, or not what was written
 */
export function parseSavedText(text: string, name: string): SavedState {
  const [head = "", body = ""] = text.split("\n");
  const problem = problemOf(parseJson(head), body);
  if (problem !== undefined) throw new ControlError(`Cannot use ${name}: ${problem}`);
  // The digest says that it is what `savedText` wrote.
  return JSON.parse(body) as SavedState;
}

function problemOf(head: unknown, body: string): string | undefined {
  if (!isObject(head) || head.format !== FORMAT) {
    return "it is not the state of an embedded tenant, expected a file that a tenant saved, or none";
  }
  if (head.version !== VERSION) {
    return `it was saved by another version of this package, in format ${quoted(head.version)}, expected ${VERSION}. Use that version, or delete it to start from the seed`;
  }
  if (head.sha256 === digest(body)) return undefined;
  return "it is damaged or was changed by hand, expected what the tenant wrote. Restore it from a copy, or delete it to start from the seed";
}
