// Notes after a request that it may have changed what the tenant holds.
import { createMiddleware } from "hono/factory";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantEnv } from "./context.js";

const READS = ["GET", "HEAD", "OPTIONS"];

export const changing = (state: TenantState) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    await next();
    if (!READS.includes(context.req.method)) state.onChange();
  });
