// Turns what was thrown into a reply. Anything unexpected is a bug of the tenant, and the reply says so.
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { Refusal } from "../api/refusal.js";
import { ControlError } from "../input/control-error.js";
import { isObject } from "../input/json.js";
import { FaultOperationError } from "../state/other-writer.js";
import type { TenantContext } from "./context.js";

const isStatus = (status: number): status is ContentfulStatusCode => status >= 200 && status <= 599;

/** Heracles' bodies carry the id the client sent, so that both sides can speak of one request. */
export function refusalResponse(context: TenantContext, { status, body }: Refusal): Response {
  const sentStatus = isStatus(status) ? status : 500;
  if (body === undefined) return context.body(null, sentStatus);
  if (typeof body === "string") return context.text(body, sentStatus);
  const requestId = context.req.header("x-atlan-request-id");
  const isHeracles = isObject(body) && "code" in body && requestId !== undefined;
  return context.json(isHeracles ? { ...body, requestId } : body, sentStatus);
}

export function errorResponse(error: Error, context: TenantContext): Response {
  if (error instanceof Refusal) return refusalResponse(context, error);
  if (error instanceof ControlError) return context.json({ error: error.message }, 400);
  if (error instanceof FaultOperationError) return context.json({ error: error.message }, 500);
  const message = `The embedded tenant has a bug: ${context.req.method} ${context.req.path} ended in ${error.name}: ${error.message}`;
  return context.json({ errorId: "embedded-tenant-bug", message, causes: [] }, 500);
}
