// The tenant's time on every reply, from which clients compute what has expired; and which tenant it is, because another one may be
// started at the same address.
import { createMiddleware } from "hono/factory";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantEnv } from "./context.js";

export const httpDate = (state: TenantState) => new Date(state.clock.now()).toUTCString();

export const dated = (state: TenantState) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    await next();
    context.res.headers.set("Date", httpDate(state));
    context.res.headers.set("X-Embedded-Tenant", state.identity);
  });
