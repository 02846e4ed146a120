import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Diagnostic } from "../../../../src/framework/index.js";
import { claimText } from "../../../../src/resources/principals/claim.js";
import { postOnce } from "../../../../src/resources/principals/post-once.js";
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
  personas: [],
  validitySeconds: 3600,
};

interface Post {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly displayName?: string;
}

const post = ({ signal, timeoutMs = 10 * minutes, displayName = "robot" }: Post = {}) =>
  postOnce({
    session: rig.session.apiTokens,
    draft: { ...token, displayName },
    signal: signal ?? new AbortController().signal,
    deadlineMs: rig.clock.elapsedMs() + timeoutMs,
    diagnostics: { add: (diagnostic) => diagnostics.push(diagnostic) },
  });

const posts = async () =>
  (await rig.tokenRequests()).filter((request) => request === "POST").length;
const immediately = () => new Promise((resolve) => setImmediate(resolve));
const sleptMs = () => rig.clock.sleptMs.reduce((sum, ms) => sum + ms, 0);

describe("the POST that makes a token", () => {
  it("is sent once when the answer is clear", async () => {
    const { body } = await post();
    expect(await rig.tokenRequests()).toEqual(["POST"]);
    expect(body.secret.reveal()).toMatch(/^ey/);
  });

  it("is not repeated before a minute of looking when nothing can be found", async () => {
    await rig.control.addFaults({ match: create, do: { reset: true } });
    await post();
    expect(await posts()).toBe(2);
    expect(sleptMs()).toBeGreaterThanOrEqual(60_000);
    expect(await rig.control.tokensNamed("robot")).toHaveLength(1);
  });

  it("is repeated at once when what the first made is found and purged", async () => {
    await rig.control.addFaults({ match: create, do: { dropReply: true } });
    const { body } = await post();
    expect(sleptMs()).toBeLessThan(10_000);
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.record.id }]);
  });

  it("that is refused says what an earlier one may have left", async () => {
    await rig.control.changeSettings({ listLagMs: 120_000 });
    await rig.control.addFaults(
      { match: create, do: { replyAfterCommit: { status: 502 } } },
      { match: create, do: { status: 403, body: { message: "no" } } },
    );
    const { diagnostics: told } = await post().catch((error) => error);
    expect(told).toMatchObject([{ detail: expect.stringContaining(token.description) }]);
  });

  it("takes what the list goes on showing of a purged token for no answer about the next one", async () => {
    await rig.control.changeSettings({ listLagMs: 1_500 });
    await rig.control.addFaults({ match: create, times: 2, do: { dropReply: true } });
    const { body } = await post();
    expect(await posts()).toBe(3);
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.record.id }]);
  });

  it("looks no longer than the operation lasts", async () => {
    await rig.control.addFaults({ match: create, do: { reset: true } });
    await post({ timeoutMs: 20_000 });
    expect(sleptMs()).toBeLessThan(25_000);
  });

  it("purges a twin that the list shows only after the second one was made", async () => {
    await rig.control.addFaults({ match: create, do: { dropReply: true } });
    // The looks of the first minute miss it; the look after the second POST does not.
    await rig.control.changeSettings({ listLagMs: 60_100 });
    const { body } = await post();
    expect(await posts()).toBe(2);
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.record.id }]);
  });

  it.each([408, 500, 501, 502, 599])(
    "is looked for after %d, which may have made it",
    async (status) => {
      await rig.control.addFaults({ match: create, do: { replyAfterCommit: { status } } });
      const { body } = await post();
      expect(await posts()).toBe(2);
      expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.record.id }]);
    },
  );

  it("finds what it made by the claim alone, whatever the tenant makes of the name", async () => {
    await rig.control.changeSettings({ trimNames: true });
    await rig.control.addFaults({ match: create, do: { dropReply: true } });
    const { body } = await post({ displayName: " robot " });
    expect(await posts()).toBe(2);
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.record.id }]);
  });

  it("waits as long as Retry-After says, looks once, and goes on", async () => {
    const headers = { "Retry-After": "7" };
    await rig.control.addFaults({ match: create, do: { status: 429, headers } });
    await post();
    expect(await rig.tokenRequests()).toEqual(["POST", "GET", "POST"]);
    expect(sleptMs()).toBeGreaterThanOrEqual(7_000);
  });

  it("is no failed try when the tenant asks for fewer requests", async () => {
    await rig.tenant.stop();
    rig = await tenantSession({}, { maxRetries: 0 });
    await rig.control.addFaults({ match: create, times: 4, do: { status: 429 } });
    const { body } = await post();
    expect(await posts()).toBe(5);
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.record.id }]);
  });

  it("does not leave after the operation's end, whatever it waited for", async () => {
    const headers = { "Retry-After": "25" };
    await rig.control.addFaults({ match: create, do: { status: 429, headers } });
    const ending = new AbortController();
    rig.clock.setAlarm(6_000, () => ending.abort(new Error("timed out")));
    await expect(post({ signal: ending.signal, timeoutMs: 6_000 })).rejects.toThrow(
      /timed out|may have been created/,
    );
    rig.clock.advance(60_000);
    expect(await posts()).toBe(1);
  });

  it("does not leave its queue after a stop, while the one that has left is awaited", async () => {
    await rig.tenant.stop();
    rig = await tenantSession({}, { maxConcurrentRequests: 1 });
    await rig.tokenRequests();
    const stop = new AbortController();
    await rig.control.addFaults({ match: create, do: { delayMs: 300 } });
    const [first, second] = [post({ signal: stop.signal }), post({ signal: stop.signal })];
    setImmediate(() => stop.abort(new Error("stopped")));
    const settled = await Promise.allSettled([first, second]);
    // Whether the first had left when the stop came depends on the machine; the second never has.
    expect(settled[1]).toMatchObject({ status: "rejected", reason: { message: "stopped" } });
    expect(await posts()).toBe(settled[0]?.status === "fulfilled" ? 1 : 0);
  });

  it.each([
    ["400", { status: 400, body: { message: "bad" } }],
    ["403", { status: 403, body: { message: "no" } }],
    ["401", { status: 401, body: { message: "who" } }],
  ])("is not repeated after %s", async (_name, reply) => {
    await rig.control.addFaults({ match: create, do: reply });
    await expect(post()).rejects.toThrow("Cannot create API token");
    expect(await rig.tokenRequests()).toEqual(["POST"]);
  });

  it("ends after its tries, with nothing left behind", async () => {
    await rig.control.addFaults({
      match: create,
      times: 99,
      do: { replyAfterCommit: { status: 502, body: "<html>Bad gateway</html>" } },
    });
    await expect(post()).rejects.toThrow("Cannot create API token");
    expect(await posts()).toBe(3);
    expect(await rig.control.tokensNamed("robot")).toEqual([]);
  });

  it("says what may exist when looking fails", async () => {
    await rig.control.addFaults(
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
    await expect(post({ signal: AbortSignal.abort(new Error("stopped")) })).rejects.toThrow(
      "stopped",
    );
    expect(await rig.tokenRequests()).toEqual([]);
  });

  it("is awaited through a stop, and its token is known", async () => {
    const stop = new AbortController();
    // The tenant carries it out, says so in the log, and answers late.
    await rig.control.changeSettings({ latencyMs: 400 });
    const posted = post({ signal: stop.signal });
    while ((await rig.control.tokensNamed("robot")).length === 0) await immediately();
    stop.abort(new Error("stopped"));
    const { body } = await posted;
    expect(await rig.control.tokensNamed("robot")).toMatchObject([{ id: body.record.id }]);
  });
});
