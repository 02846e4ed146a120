// Parses the `attributes` object of a state file that an older version, or another provider, wrote.
import { DiagnosticError } from "./diagnostic.js";
import { isJsonObject, type JsonObject } from "./json.js";

export type RawState = JsonObject;

export function parseRawState(bytes: Uint8Array, typeName: string): RawState {
  if (bytes.length === 0)
    throw unreadable(typeName, "it has no JSON (Terraform 0.11 wrote states without)");
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw unreadable(typeName, "it is not JSON");
  }
  if (isJsonObject(json)) return json;
  throw unreadable(typeName, "it is not a JSON object");
}

const unreadable = (typeName: string, problem: string) =>
  new DiagnosticError({
    severity: "error",
    summary: "Unreadable state",
    detail: `Cannot read the state of ${typeName}: ${problem}. Restore the state file from a backup; or remove the object from the state (\`terraform state rm\`) and import it again.`,
  });
