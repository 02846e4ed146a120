// `latencyMs`: half of it on the way in and half on the way out, so that requests sent at once overlap as they do over a network.
import { setTimeout as sleep } from "node:timers/promises";
import { createMiddleware } from "hono/factory";
import type { TenantState } from "../state/tenant-state.js";
import type { TenantEnv } from "./context.js";

export const delayed = (state: TenantState) =>
  createMiddleware<TenantEnv>(async (_context, next) => {
    const halfMs = state.settings.latencyMs / 2;
    if (halfMs > 0) await sleep(halfMs);
    await next();
    if (halfMs > 0) await sleep(halfMs);
  });
