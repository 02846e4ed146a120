// `requestsPerMinute`: the gateway answers for the tenant, with Kong's JSON or an nginx's page, and says when to come back or not.
import { createMiddleware } from "hono/factory";
import { rateLimited } from "../api/refusal.js";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantEnv } from "./context.js";
import { refusalResponse } from "./refusal-response.js";

const NGINX_PAGE = `<html>\r
<head><title>429 Too Many Requests</title></head>\r
<body>\r
<center><h1>429 Too Many Requests</h1></center>\r
<hr><center>nginx</center>\r
</body>\r
</html>\r
`;

export const rateLimitedBy = (state: TenantState) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    const { requestsPerMinute, rateLimitBlockMs, rateLimitHeaders, rateLimitBody } = state.settings;
    const rule = { requestsPerMinute, blockMs: rateLimitBlockMs };
    const seconds = state.rateLimit.secondsToWait(rule, state.clock.now());
    if (seconds === undefined) return next();
    const reply =
      rateLimitBody === "html"
        ? context.html(NGINX_PAGE, 429)
        : refusalResponse(context, rateLimited());
    if (!rateLimitHeaders) return reply;
    reply.headers.set("Retry-After", String(seconds));
    reply.headers.set("RateLimit-Reset", String(seconds));
    reply.headers.set("X-RateLimit-Limit-Minute", String(requestsPerMinute));
    reply.headers.set("X-RateLimit-Remaining-Minute", "0");
    return reply;
  });
