import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../../../../src/framework/index.js";
import { claimText } from "../../../../src/resources/api-token/claim.js";
import { postOnce } from "../../../../src/resources/api-token/post-once.js";
import { type Rig, tenantSession } from "../tenant-session.js";

const create = { method: "POST", path: "apikeys/?$" };
const minutes = 60_000;

let rig: Rig;
let diagnostics: Diagnostic[];
beforeEach(async () => {
  rig = await tenantSession();
  diagnostics = [];
  await rig.tokenRequests();
});
afterEach(() => rig.tenant.stop());

const token = {
  displayName: "robot",
  description: claimText("00000000-0000-4000-8000-000000000001", new Date("2030-01-01T00:00:00Z")),
  personaQualifiedNames: [],
  validitySeconds: 3600,
};

const post = (signal = new AbortController().signal, deadlineMs = 10 * minutes) =>
  postOnce({
    session: rig.session,
    token,
    signal,
    deadlineMs: rig.clock.nowMs() + deadlineMs,
    diagnostics: { add: (diagnostic) => diagnostics.push(diagnostic) },
  });

const posts = async () =>
  (await rig.tokenRequests()).filter((request) => request === "POST").length;
const sleptMs = () => rig.clock.sleptMs.reduce((sum, ms) => sum + ms, 0);

describe("the POST that makes a token", () => {
  it("is sent once when the answer is clear", async () => {
    const { body } = await post();
    expect(await rig.tokenRequests()).toEqual(["POST"]);
    expect(body.accessToken.reveal()).toMatch(/^ey/);
  });

  it("is not repeated before a minute of looking when nothing can be found", async () => {
    await rig.control.faults({ match: create, do: { reset: true } });
    await post();
    expect(await posts()).toBe(2);
    expect(sleptMs()).toBeGreaterThanOrEqual(60_000);
    expect(await rig.control.tokensNamed("robot")).toHaveLength(1);
  });

  it("is repeated at once when what the first made is found and purged", async () => {
    await rig.control.faults({ match: create, do: { dropReply: true } });
    const { body } = await post();
    expect(sleptMs()).toBeLessThan(10_000);
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.id }]);
  });

  it("looks no longer than the operation lasts", async () => {
    await rig.control.faults({ match: create, do: { reset: true } });
    await post(undefined, 20_000);
    expect(sleptMs()).toBeLessThan(25_000);
  });

  it("purges a twin that is made while the second one is on its way", async () => {
    await rig.control.faults(
      { match: create, do: { delayMs: 1_700 } },
      { match: create, do: { delayMs: 1_000 } },
    );
    const { body } = await post();
    expect(await posts()).toBe(2);
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.id }]);
  });

  it("waits as long as Retry-After says, looks once, and goes on", async () => {
    const headers = { "Retry-After": "7" };
    await rig.control.faults({ match: create, do: { status: 429, headers } });
    await post();
    expect(await rig.tokenRequests()).toEqual(["POST", "GET", "POST"]);
    expect(sleptMs()).toBeGreaterThanOrEqual(7_000);
  });

  it.each([
    ["400", { status: 400, body: { message: "bad" } }],
    ["403", { status: 403, body: { message: "no" } }],
    ["401", { status: 401, body: { message: "who" } }],
  ])("is not repeated after %s", async (_name, reply) => {
    await rig.control.faults({ match: create, do: reply });
    await expect(post()).rejects.toThrow("Cannot create API token");
    expect(await rig.tokenRequests()).toEqual(["POST"]);
  });

  it("ends after its tries, with nothing left behind", async () => {
    await rig.control.faults({
      match: create,
      times: 99,
      do: { replyAfterCommit: { status: 502, body: "<html>Bad gateway</html>" } },
    });
    await expect(post()).rejects.toThrow("Cannot create API token");
    expect(await posts()).toBe(3);
    expect(await rig.control.tokensNamed("robot")).toEqual([]);
  });

  it("says what may exist when looking fails", async () => {
    await rig.control.faults(
      { match: create, do: { dropReply: true } },
      { match: { method: "GET", path: "apikeys" }, times: 9, do: { status: 403 } },
    );
    await expect(post()).rejects.toMatchObject({
      diagnostics: [
        {
          summary: "API token may have been created",
          detail: expect.stringContaining(token.description.slice(0, 60)),
        },
      ],
    });
  });

  it("is not sent after a stop", async () => {
    await expect(post(AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
    expect(await rig.tokenRequests()).toEqual([]);
  });

  it("is awaited through a stop, and its token is known", async () => {
    const stop = new AbortController();
    await rig.control.settings({ latencyMs: 200 });
    const posted = post(stop.signal);
    setTimeout(() => stop.abort(new Error("stopped")), 50);
    const { body } = await posted;
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.id }]);
  });
});
