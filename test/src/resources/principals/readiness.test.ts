import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { currentUser } from "../../../../src/client/index.js";
import { waitUntilReady } from "../../../../src/resources/principals/readiness.js";
import { type Rig, tenantSession } from "../tenant-session.js";

const USER = "/api/service/users/current";
const TYPES = "/api/meta/types/typedefs";

let rig: Rig;
let username: string;
beforeEach(async () => {
  rig = await tenantSession({}, { maxRetries: 0 });
  const http = rig.session.client.apiKey;
  username = (await currentUser(http, { signal: new AbortController().signal })).body.username;
  await rig.control.clearRequests();
});
afterEach(() => rig.tenant.stop());

const wait = ({ timeoutMs = 600_000, as = username, signal = new AbortController().signal } = {}) =>
  waitUntilReady(
    { http: rig.session.client.apiKey, username: as },
    { clock: rig.clock, signal, untilMs: rig.clock.elapsedMs() + timeoutMs },
  );
const asked = async () => (await rig.control.requests()).map(({ path }) => path);

describe("a new token", () => {
  it("is ready when each half has accepted it twice, in four requests", async () => {
    expect(await wait()).toBeUndefined();
    expect(await asked()).toEqual([USER, TYPES, USER, TYPES]);
    expect(rig.clock.sleptMs).toEqual([]);
  });

  it("has only that half asked again which does not accept it yet", async () => {
    await rig.control.addFaults({ match: { path: "typedefs" }, times: 3, do: { status: 401 } });
    expect(await wait()).toBeUndefined();
    expect(await asked()).toEqual([USER, TYPES, USER, TYPES, TYPES, TYPES, TYPES]);
  });

  it("must be accepted twice in a row", async () => {
    await rig.control.addFaults({ match: { path: "current" }, skip: 1, do: { status: 403 } });
    expect(await wait()).toBeUndefined();
    expect((await asked()).filter((path) => path === USER)).toHaveLength(4);
  });

  it.each([
    ["404", { status: 404 }],
    ["500", { status: 500 }],
    ["a broken connection", { reset: true } as const],
    ["an HTML page", { status: 200, body: "<html>" }],
    ["an empty list", { status: 200, body: { structDefs: [] } }],
  ])("is waited for after %s", async (_name, reply) => {
    await rig.control.addFaults({ match: { path: "typedefs" }, do: reply });
    expect(await wait()).toBeUndefined();
    expect(rig.clock.sleptMs).toHaveLength(1);
  });

  it("is not ready when the time is over, and says what was last seen", async () => {
    await rig.control.addFaults({ match: { path: "current" }, times: 99, do: { status: 401 } });
    const startMs = rig.clock.nowMs();
    expect(await wait({ timeoutMs: 20_000 })).toContain("401");
    expect(rig.clock.nowMs() - startMs).toBe(20_000);
  });

  it("is not ready while the tenant takes it for another", async () => {
    expect(await wait({ as: "somebody", timeoutMs: 1_000 })).toBe(
      `users/current answers as ${username}`,
    );
  });

  it("is waited for no longer after a stop", async () => {
    await rig.control.addFaults({ match: { path: "current" }, times: 99, do: { status: 401 } });
    const stop = new AbortController();
    rig.clock.setAlarm(3_000, () => stop.abort(new Error("stopped")));
    await expect(wait({ signal: stop.signal })).rejects.toThrow("stopped");
  });
});
