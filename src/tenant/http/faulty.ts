// Makes happen to a request what `POST /_tenant/faults` ordered.
import { TLSSocket } from "node:tls";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { createMiddleware } from "hono/factory";
import type { CannedReply } from "../faults/fault.js";
import { runOperation } from "../state/other-writer.js";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantContext, TenantEnv } from "./context.js";

/** Statuses whose replies have no body. */
const BODILESS = [204, 205, 304];

function cannedResponse({ status, headers = {}, body }: CannedReply): Response {
  if (body === undefined || BODILESS.includes(status))
    return new Response(null, { status, headers });
  if (typeof body === "string") return new Response(body, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

const noReply = () => new Response(null, RESPONSE_ALREADY_SENT);

function connectionEnd({ env }: TenantContext): Promise<void> {
  return new Promise((resolve) => {
    if (env.incoming.socket.destroyed) resolve();
    else env.incoming.socket.once("close", () => resolve());
  });
}

/** Node resets plain connections only; a TLS client sees this one end without a word. */
function resetConnection({ env: { incoming } }: TenantContext): void {
  if (incoming.socket instanceof TLSSocket) incoming.socket.destroy();
  else incoming.socket.resetAndDestroy();
}

export const faulty = (state: TenantState) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    const effect = state.faults.take(context.req.method, context.req.path);
    if (effect === undefined) return next();
    if ("status" in effect) return cannedResponse(effect);
    if ("hang" in effect) {
      await connectionEnd(context);
      return noReply();
    }
    if ("reset" in effect) {
      resetConnection(context);
      return noReply();
    }
    if ("commitAfterMs" in effect) {
      context.env.incoming.socket.destroy();
      state.lateWork.schedule(effect.commitAfterMs, next);
      return noReply();
    }
    if ("delayMs" in effect) await state.faults.delay(effect.delayMs);
    if ("before" in effect) for (const operation of effect.before) runOperation(state, operation);
    await next();
    if ("after" in effect) for (const operation of effect.after) runOperation(state, operation);
    if ("replyAfterCommit" in effect) context.res = cannedResponse(effect.replyAfterCommit);
    if ("dropReply" in effect) {
      context.env.incoming.socket.destroy();
      context.res = noReply();
    }
    return undefined;
  });
