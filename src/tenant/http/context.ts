// What hono carries along with each request: Node's own objects, the caller, and the body as it was read.
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Principal } from "../state/principal.js";

export type TenantEnv = {
  Bindings: HttpBindings;
  Variables: { principal: Principal | undefined; body: string };
};

export type TenantContext = Context<TenantEnv>;
