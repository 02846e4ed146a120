// `/_tenant/*`: how tests steer the tenant and look behind it. No part of what a client sees.
import { Hono } from "hono";
import { ControlError } from "../control-error.js";
import { parsedFaults } from "../faults/parse-faults.js";
import type { TenantEnv } from "../http/context.js";
import { parseJson } from "../json.js";
import type { World } from "../world.js";
import { moveClock } from "./move-clock.js";
import { tenantState } from "./tenant-state.js";

const NO_CONTENT = 204;

async function jsonBody(request: { text(): Promise<string> }): Promise<unknown> {
  const text = await request.text();
  const body = parseJson(text);
  if (body === undefined)
    throw new ControlError("Cannot read the body: it is no JSON, expected a JSON object");
  return body;
}

export function controlRoutes(world: World): Hono<TenantEnv> {
  const app = new Hono<TenantEnv>({ strict: false });
  const now = () => ({ now: new Date(world.clock.now()).toISOString() });
  app.get("/state", (context) => context.json(tenantState(world)));
  app.get("/secrets", (context) => context.json([...world.secrets]));
  app.get("/requests", (context) => context.json(world.requestLog.entries));
  app.delete("/requests", (context) => {
    world.requestLog.clear();
    return context.body(null, NO_CONTENT);
  });
  app.get("/settings", (context) => context.json(world.settings));
  app.put("/settings", async (context) => {
    return context.json(world.changeSettings(await jsonBody(context.req)));
  });
  app.get("/clock", (context) => context.json(now()));
  app.put("/clock", async (context) => {
    moveClock(world.clock, await jsonBody(context.req));
    return context.json(now());
  });
  app.get("/faults", (context) => context.json({ faults: world.faults.pending }));
  app.post("/faults", async (context) => {
    world.faults.add(parsedFaults(await jsonBody(context.req)));
    return context.json({ faults: world.faults.pending });
  });
  app.delete("/faults", (context) => {
    world.faults.clear();
    return context.body(null, NO_CONTENT);
  });
  app.post("/reset", (context) => {
    world.reset();
    return context.body(null, NO_CONTENT);
  });
  return app;
}
