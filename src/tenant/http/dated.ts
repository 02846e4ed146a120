// The tenant's time on every reply: clients compute from it what has expired.
import { createMiddleware } from "hono/factory";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantEnv } from "./context.js";

export const httpDate = (state: TenantState) => new Date(state.clock.now()).toUTCString();

export const dated = (state: TenantState) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    await next();
    context.res.headers.set("Date", httpDate(state));
  });
