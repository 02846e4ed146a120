// The order in which a request passes the tenant: date, log, latency, gateway, faults, route.
import { Hono } from "hono";
import { controlRoutes } from "../control/control-routes.js";
import type { World } from "../world.js";
import { answer } from "./answer.js";
import type { TenantEnv } from "./context.js";
import { controlGuard } from "./control-guard.js";
import { dated } from "./dated.js";
import { delayed } from "./delayed.js";
import { faulty } from "./faulty.js";
import { logged, type RequestListener } from "./logged.js";
import { rateLimitedBy } from "./rate-limited.js";
import { notSimulated } from "./refusal.js";
import { refused, refusedFor } from "./refused.js";
import { ROUTES } from "./routes.js";

const CONTROL = "/_tenant/*";

export type TenantAppOptions = {
  readonly world: World;
  readonly onRequest: RequestListener;
  /** Names that control calls may use besides loopback's. */
  readonly allowedHosts: readonly string[];
};

export function tenantApp({ world, onRequest, allowedHosts }: TenantAppOptions): Hono<TenantEnv> {
  const app = new Hono<TenantEnv>({ strict: false });
  app.use(dated(world));
  app.use(CONTROL, controlGuard(allowedHosts));
  app.route("/_tenant", controlRoutes(world));
  app.all(CONTROL, (context) =>
    refused(context, notSimulated(`${context.req.method} ${context.req.path}`)),
  );
  app.use(logged(world, onRequest));
  app.use(delayed(world));
  app.use(rateLimitedBy(world));
  app.use(faulty(world));
  for (const entry of ROUTES)
    app.on(entry.method, entry.path, (context) => answer(world, context, entry.route));
  app.notFound((context) =>
    refused(context, notSimulated(`${context.req.method} ${context.req.path}`)),
  );
  app.onError((error, context) => refusedFor(error, context));
  return app;
}
