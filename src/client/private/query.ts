// Writes query parameters as the API reads them.
import type { Query } from "../http.js";

/** Lists are repeated parameters; a blank becomes `+`, as in the vendor's SDKs. */
export function encodeQuery(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  return parameters.toString();
}
