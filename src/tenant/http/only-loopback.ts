// Control endpoints carry no credentials and give away every secret: they answer this machine only.
import { createMiddleware } from "hono/factory";
import type { TenantEnv } from "./context.js";

export const isLoopback = (address: string) => /^(::ffff:)?127\.|^::1$/.test(address);

export const onlyLoopback = createMiddleware<TenantEnv>(async (context, next) => {
  const address = context.env.incoming.socket.remoteAddress ?? "";
  if (isLoopback(address)) return next();
  const error = `Cannot use ${context.req.path} from ${address}: it answers loopback addresses only, expected a caller on the tenant's own machine`;
  return context.json({ error }, 403);
});
