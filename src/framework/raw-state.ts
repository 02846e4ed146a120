// Parses the `attributes` object of a state file that an older version, or another provider, wrote.
import { DiagnosticError } from "./diagnostic.js";

export type RawState = Record<string, unknown>;

export function parseRawState(bytes: Uint8Array, typeName: string): RawState {
  if (bytes.length === 0)
    throw unreadable(typeName, "it has no JSON (Terraform 0.11 wrote states without)");
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw unreadable(typeName, "it is not JSON");
  }
  if (isRawState(json)) return json;
  throw unreadable(typeName, "it is not a JSON object");
}

const isRawState = (json: unknown): json is RawState =>
  typeof json === "object" && json !== null && !Array.isArray(json);

const unreadable = (typeName: string, problem: string) =>
  new DiagnosticError({
    severity: "error",
    summary: "Unreadable state",
    detail: `Cannot read the state of ${typeName}: ${problem}. Restore the state file from a backup; or remove the object from the state (\`terraform state rm\`) and import it again.`,
  });
