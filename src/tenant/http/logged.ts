// Reads who asks and what they sent, and notes the request before anything can go wrong with it.
import { createMiddleware } from "hono/factory";
import { principalOf } from "../state/principal.js";
import type { LoggedRequest } from "../state/request-log.js";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantEnv } from "./context.js";

export type RequestListener = (request: LoggedRequest) => void;

export const logged = (state: TenantState, onRequest: RequestListener) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    const { req, env } = context;
    const arrivedAt = performance.now();
    const principal = principalOf(state, req.header("authorization"));
    const target = env.incoming.url ?? "";
    const mark = target.indexOf("?");
    const entry: LoggedRequest = {
      at: new Date(state.clock.now()).toISOString(),
      method: req.method,
      path: req.path,
      query: mark < 0 ? "" : target.slice(mark + 1),
      status: 0,
      actor: principal?.username ?? null,
      durationMs: 0,
    };
    state.requestLog.add(entry);
    context.set("principal", principal);
    context.set("body", await req.text());
    await next();
    entry.status = env.incoming.socket.destroyed ? 0 : context.res.status;
    entry.durationMs = Math.round(performance.now() - arrivedAt);
    onRequest(entry);
  });
