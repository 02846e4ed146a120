// The order in which a request passes the tenant: date, log, latency, gateway, faults, route.
import { Hono } from "hono";
import { notSimulated } from "../api/refusal.js";
import { controlRoutes } from "../control/control-routes.js";
import { pageRoutes } from "../page/page-routes.js";
import type { TenantState } from "../state/tenant-state.js";
import { changing } from "./changing.js";
import type { TenantEnv } from "./context.js";
import { type ControlAccess, controlGuard } from "./control-guard.js";
import { dated } from "./dated.js";
import { delayed } from "./delayed.js";
import { faulty } from "./faulty.js";
import { logged, type RequestListener } from "./logged.js";
import { rateLimitedBy } from "./rate-limited.js";
import { errorResponse, refusalResponse } from "./refusal-response.js";
import { respond } from "./respond.js";
import { ROUTES } from "./routes.js";

const CONTROL = "/_tenant/*";

export type TenantAppOptions = {
  readonly state: TenantState;
  readonly onRequest: RequestListener;
  readonly access: ControlAccess;
};

export function tenantApp({ state, onRequest, access }: TenantAppOptions): Hono<TenantEnv> {
  const app = new Hono<TenantEnv>({ strict: false });
  app.use(dated(state));
  app.route("/", pageRoutes());
  app.use(CONTROL, controlGuard(access));
  app.use(CONTROL, changing(state));
  app.route("/_tenant", controlRoutes(state));
  app.all(CONTROL, (context) =>
    refusalResponse(context, notSimulated(`${context.req.method} ${context.req.path}`)),
  );
  app.use(logged(state, onRequest));
  app.use(delayed(state));
  app.use(rateLimitedBy(state));
  app.use(faulty(state));
  app.use(changing(state));
  for (const entry of ROUTES)
    app.on(entry.method, entry.path, (context) => respond(state, context, entry));
  app.notFound((context) =>
    refusalResponse(context, notSimulated(`${context.req.method} ${context.req.path}`)),
  );
  app.onError((error, context) => errorResponse(error, context));
  return app;
}
