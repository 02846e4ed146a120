// `/_tenant/*`: how tests steer the tenant and look behind it. No part of what a client sees.
import { Hono } from "hono";
import { parsedFaults } from "../faults/parse-faults.js";
import { ControlError } from "../input/control-error.js";
import { parseJson } from "../input/json.js";
import type { TenantState } from "../state/tenant-state.js";
import { describeState } from "./describe-state.js";
import { moveClock } from "./move-clock.js";
import { exportsOf, signInAt } from "./sign-in.js";

const NO_CONTENT = 204;

async function jsonBody(request: { text(): Promise<string> }): Promise<unknown> {
  const text = await request.text();
  const body = parseJson(text);
  if (body === undefined)
    throw new ControlError("Cannot read the body: it is no JSON, expected a JSON object");
  return body;
}

/** Whole, or so many entries from its end. */
function lastOf<Entry>(log: readonly Entry[], count: string | undefined): readonly Entry[] {
  if (count === undefined) return log;
  if (/^[1-9]\d{0,8}$/.test(count)) return log.slice(-Number(count));
  throw new ControlError(
    `Cannot read the requests: last is ${JSON.stringify(count)}, expected a whole number, 1 or more`,
  );
}

export function controlRoutes(state: TenantState): Hono {
  const app = new Hono({ strict: false });
  const now = () => ({ now: new Date(state.clock.now()).toISOString() });
  app.get("/state", (context) => context.json(describeState(state)));
  app.get("/secrets", (context) => context.json([...state.secrets]));
  app.get("/exports", (context) => {
    const { env, oauthEnv } = signInAt(new URL(context.req.url).origin, state);
    const isOauth = context.req.query("oauth") !== undefined;
    return context.text(`${exportsOf(isOauth ? oauthEnv() : env()).join("\n")}\n`);
  });
  app.get("/requests", (context) => {
    return context.json(lastOf(state.requestLog.entries, context.req.query("last")));
  });
  app.delete("/requests", (context) => {
    state.requestLog.clear();
    return context.body(null, NO_CONTENT);
  });
  app.get("/settings", (context) => context.json(state.settings));
  app.put("/settings", async (context) => {
    return context.json(state.changeSettings(await jsonBody(context.req)));
  });
  app.get("/clock", (context) => context.json(now()));
  app.put("/clock", async (context) => {
    moveClock(state.clock, await jsonBody(context.req));
    return context.json(now());
  });
  app.get("/faults", (context) => context.json({ faults: state.faults.pending }));
  app.post("/faults", async (context) => {
    state.faults.add(parsedFaults(await jsonBody(context.req)));
    return context.json({ faults: state.faults.pending });
  });
  app.delete("/faults", (context) => {
    state.faults.clear();
    return context.body(null, NO_CONTENT);
  });
  app.post("/reset", (context) => {
    state.reset();
    return context.body(null, NO_CONTENT);
  });
  return app;
}
