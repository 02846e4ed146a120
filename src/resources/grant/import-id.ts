// Import ids of grants: the thing, then the principals, separated by commas.
import { DiagnosticError } from "../../framework/index.js";
import type { Grant } from "./grant.js";

/** @throws DiagnosticError that shows the form */
export function parseImportId(
  id: string,
  { noun, form }: { readonly noun: string; readonly form: string },
): Grant {
  const [thing = "", ...principals] = id.split(",").map((part) => part.trim());
  if (thing !== "" && principals.length > 0 && principals.every((name) => name !== "")) {
    return { thing, principals: [...new Set(principals)] };
  }
  throw new DiagnosticError({
    severity: "error",
    summary: "Import id not understood",
    detail: `${JSON.stringify(id)} is not how a ${noun} is imported, expected \`${form}\`: what the right is on, and at least one who holds it, with commas between and nothing left out. Nothing was imported.`,
  });
}
