// `requestsPerMinute`: the gateway answers for the tenant, with the headers Kong sends.
import { createMiddleware } from "hono/factory";
import type { World } from "../world.js";
import type { TenantEnv } from "./context.js";
import { rateLimited } from "./refusal.js";
import { refused } from "./refused.js";

export const rateLimitedBy = (world: World) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    const limit = world.settings.requestsPerMinute;
    const seconds = world.rateLimit.secondsToWait(limit, world.clock.now());
    if (seconds === undefined) return next();
    const reply = refused(context, rateLimited());
    reply.headers.set("Retry-After", String(seconds));
    reply.headers.set("RateLimit-Reset", String(seconds));
    reply.headers.set("X-RateLimit-Limit-Minute", String(limit));
    reply.headers.set("X-RateLimit-Remaining-Minute", "0");
    return reply;
  });
