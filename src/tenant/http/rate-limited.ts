// `requestsPerMinute`: the gateway answers for the tenant, with Kong's JSON or an nginx's page, and says when to come back or not.
import { createMiddleware } from "hono/factory";
import type { World } from "../world.js";
import type { TenantEnv } from "./context.js";
import { rateLimited } from "./refusal.js";
import { refused } from "./refused.js";

const NGINX_PAGE = `<html>\r
<head><title>429 Too Many Requests</title></head>\r
<body>\r
<center><h1>429 Too Many Requests</h1></center>\r
<hr><center>nginx</center>\r
</body>\r
</html>\r
`;

export const rateLimitedBy = (world: World) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    const { requestsPerMinute, rateLimitBlockMs, rateLimitHeaders, rateLimitBody } = world.settings;
    const rule = { requestsPerMinute, blockMs: rateLimitBlockMs };
    const seconds = world.rateLimit.secondsToWait(rule, world.clock.now());
    if (seconds === undefined) return next();
    const reply =
      rateLimitBody === "html" ? context.html(NGINX_PAGE, 429) : refused(context, rateLimited());
    if (!rateLimitHeaders) return reply;
    reply.headers.set("Retry-After", String(seconds));
    reply.headers.set("RateLimit-Reset", String(seconds));
    reply.headers.set("X-RateLimit-Limit-Minute", String(requestsPerMinute));
    reply.headers.set("X-RateLimit-Remaining-Minute", "0");
    return reply;
  });
