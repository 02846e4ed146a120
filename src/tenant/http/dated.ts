// The tenant's time on every reply: clients judge expiry by it.
import { createMiddleware } from "hono/factory";
import type { World } from "../world.js";
import type { TenantEnv } from "./context.js";

export const httpDate = (world: World) => new Date(world.clock.now()).toUTCString();

export const dated = (world: World) =>
  createMiddleware<TenantEnv>(async (context, next) => {
    await next();
    context.res.headers.set("Date", httpDate(world));
  });
