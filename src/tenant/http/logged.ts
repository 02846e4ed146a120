// Reads who asks and what they sent, and notes the request before anything can go wrong with it.
import { createMiddleware } from "hono/factory";
import { principalOf } from "../bearers.js";
import type { LoggedRequest } from "../request-log.js";
import type { World } from "../world.js";
import type { TenantEnv } from "./context.js";

export type RequestListener = (request: LoggedRequest) => void;

export const logged = (world: World, onRequest: RequestListener) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    const { req, env } = context;
    const arrivedAt = performance.now();
    const principal = principalOf(world, req.header("authorization"));
    const target = env.incoming.url ?? "";
    const mark = target.indexOf("?");
    const entry: LoggedRequest = {
      at: new Date(world.clock.now()).toISOString(),
      method: req.method,
      path: req.path,
      query: mark < 0 ? "" : target.slice(mark + 1),
      status: 0,
      actor: principal?.username ?? null,
      durationMs: 0,
    };
    world.requestLog.add(entry);
    context.set("principal", principal);
    context.set("body", await req.text());
    await next();
    entry.status = env.incoming.socket.destroyed ? 0 : context.res.status;
    entry.durationMs = Math.round(performance.now() - arrivedAt);
    onRequest(entry);
  });
