// Turns one HTTP request into a call of a route, and what the route gives back into a reply.

import {
  atlasRefusal,
  heraclesRefusal,
  unauthorized,
  unsupportedMediaType,
} from "../api/refusal.js";
import type { ApiRequest, RouteEntry } from "../api/route.js";
import { isObject, parseJson } from "../input/json.js";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantContext } from "./context.js";
import { isJsonType } from "./json-type.js";

const MALFORMED = "the request body is no JSON object, or one that is nested too deeply";

function malformedBody(path: string): Error {
  return path.startsWith("/api/meta")
    ? atlasRefusal(400, "ATLAS-400-00-029", MALFORMED)
    : heraclesRefusal(400, MALFORMED);
}

const WITH_BODY = ["POST", "PUT"];

/** A body is JSON whatever its content type says, unless `strictContentType` is set. */
function apiRequest({ settings }: TenantState, context: TenantContext): ApiRequest {
  const { req } = context;
  const needsBody = WITH_BODY.includes(req.method);
  if (settings.strictContentType && needsBody && !isJsonType(req.header("content-type")))
    throw unsupportedMediaType(req.path);
  const body = parseJson(context.get("body"));
  if (needsBody && !isObject(body)) throw malformedBody(req.path);
  return {
    path: req.path,
    param: (name) => req.param(name) ?? "",
    query: (name) => req.query(name),
    queries: (name) => req.queries(name) ?? [],
    body,
  };
}

function answerOf(state: TenantState, context: TenantContext, entry: RouteEntry) {
  if ("publicRoute" in entry)
    return entry.publicRoute({ state, request: apiRequest(state, context) });
  const principal = context.get("principal");
  if (principal === undefined) throw unauthorized(context.req.path);
  return entry.route({ state, principal, request: apiRequest(state, context) });
}

/** Throws a Refusal. */
export function respond(state: TenantState, context: TenantContext, entry: RouteEntry): Response {
  const reply = answerOf(state, context, entry);
  return reply === undefined ? context.body(null, 200) : context.json(reply, 200);
}
