// A whole run of the plugin while the tenant blocks it for too many requests: it waits, within each operation's time.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { controlOf } from "../../tenant-control.js";
import { type VirtualClock, virtualClock } from "../../virtual-clock.js";
import { type Applied, pluginRun } from "./grants/plugin-run.js";

const TYPE = "atlan_api_token";

/** More than one read needs, so that the block is met once. */
const LIMIT = 20;

let clock: VirtualClock;
let tenant: Tenant;
let imported: readonly Applied[];

/** A run that has no retries to spend. */
const run = () => pluginRun(tenant, { clock: { ...clock, uuid: randomUUID }, maxRetries: 0 });

beforeEach(async () => {
  clock = virtualClock();
  const seed = { users: [{ username: "amira" }], tokens: [{ displayName: "loader", count: 3 }] };
  tenant = await startTenant({ seed, clock: { now: clock.nowMs } });
  const control = controlOf(tenant);
  const ids = (await control.state()).tokens
    .filter(({ displayName }) => displayName.startsWith("loader"))
    .map(({ id }) => id);
  const before = await run();
  imported = await Promise.all(ids.map((id) => before.import(TYPE, id)));
  clock.sleptMs.length = 0;
  await control.changeSettings({ requestsPerMinute: LIMIT, rateLimitBlockMs: 60_000 });
  for (let count = 0; count <= LIMIT; count++) await control.api("GET", "/api/service/whoami");
});
afterEach(() => tenant.stop());

test("three tokens are read when a block of a minute is over, whose end nobody tells", async () => {
  const { read } = await run();
  const results = await Promise.all(imported.map((token) => read(TYPE, token)));
  expect(imported).toHaveLength(3);
  for (const [index, { state, errors }] of results.entries()) {
    expect(errors).toEqual([]);
    expect(state?.id).toBe(imported[index]?.state?.id);
  }
  expect(clock.sleptMs).toEqual([10_000, 60_000]);
});

test("a read whose time is over before says what held it back", async () => {
  const { read } = await run();
  const [token] = imported;
  const prior = { ...token?.state, timeouts: { read: "65s" } };
  const { state, errors } = await read(TYPE, prior);
  expect(state).toEqual(prior);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.summary).toBe("Timed out reading the API token");
  expect(errors[0]?.detail).toMatch(/For \d+ s of this time rate limits held all requests back\./);
});
