// Turns one HTTP request into a call of a route, and what the route gives back into a reply.

import {
  atlasRefusal,
  heraclesRefusal,
  unauthorized,
  unsupportedMediaType,
} from "../api/refusal.js";
import type { Route } from "../api/route.js";
import { isObject, parseJson } from "../input/json.js";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantContext } from "./context.js";
import { isJsonType } from "./json-type.js";

const MALFORMED = "the request body is no JSON object";

function malformedBody(path: string): Error {
  return path.startsWith("/api/meta")
    ? atlasRefusal(400, "ATLAS-400-00-029", MALFORMED)
    : heraclesRefusal(400, MALFORMED);
}

/** A body is JSON whatever its content type says, unless `strictContentType` is set. Throws a Refusal. */
export function respond(state: TenantState, context: TenantContext, route: Route): Response {
  const { req } = context;
  const principal = context.get("principal");
  if (principal === undefined) throw unauthorized(req.path);
  if (
    state.settings.strictContentType &&
    req.method === "POST" &&
    !isJsonType(req.header("content-type"))
  )
    throw unsupportedMediaType(req.path);
  const body = parseJson(context.get("body"));
  if (req.method === "POST" && !isObject(body)) throw malformedBody(req.path);
  const reply = route({
    state,
    principal,
    request: {
      path: req.path,
      param: (name) => req.param(name) ?? "",
      query: (name) => req.query(name),
      queries: (name) => req.queries(name) ?? [],
      body,
    },
  });
  return reply === undefined ? context.body(null, 200) : context.json(reply, 200);
}
