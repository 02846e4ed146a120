// The metastore's type definitions, asked for only to see whether a credential works there.
import { listOf, objectOf } from "./json.js";
import type { CallOptions, Http, Reply } from "./request.js";

/**
 * Not empty is the vendor SDK's proof that a fresh token is alive in the metastore (pyatlan); it may be known to
 * `/api/service` earlier or later.
 */
export function listStructTypedefs(
  http: Http,
  options: CallOptions,
): Promise<Reply<readonly unknown[]>> {
  return http.request(
    {
      method: "GET",
      path: "/api/meta/types/typedefs",
      query: { type: "struct" },
      read: (body) =>
        body === undefined ? [] : listOf(objectOf(body, "the typedefs").structDefs, "structDefs"),
    },
    options,
  );
}
