// The tenant's limits and our own: what waits, for how long, in which order, and what is said of it.
import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  createApiToken,
  currentUser,
  listApiTokens,
  type Priority,
} from "../../../src/client/index.js";
import { Secret } from "../../../src/secret.js";
import { startTenant } from "../../../src/tenant/index.js";
import { virtualClock } from "../../virtual-clock.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { type AnswerWith, inTurn, json, type Script } from "./support/server.js";
import { NEW_TOKEN, useServer } from "./support/use-server.js";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const { against } = useServer({ maxRetries: 0 });

const page: AnswerWith = (response) => json(response, 200, { records: [] });
const limited =
  (retryAfter?: number): AnswerWith =>
  (response) =>
    json(response, 429, {}, retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` });
const forbidden: AnswerWith = (response) => json(response, 403, {});

/** Answers as soon as as many requests have come as there are answers here. */
function together(...answers: readonly AnswerWith[]): Script {
  const responses: Parameters<AnswerWith>[0][] = [];
  return (_asked, response, count) => {
    if (count > answers.length) return page(response);
    responses.push(response);
    if (count < answers.length) return;
    for (const [index, one] of responses.entries()) {
      setTimeout(() => answers[index]?.(one), 20 * index);
    }
  };
}

describe("a tenant that blocks for a minute", () => {
  test.each<[string, object, readonly number[]]>([
    ["and does not say so", {}, [10_000, 60_000]],
    ["with an HTML page", { rateLimitBody: "html" }, [10_000, 60_000]],
    ["and says for how long", { rateLimitHeaders: true }, [60_000]],
  ])("%s is waited out, without a retry to spend", async (_name, settings, waits) => {
    const clock = virtualClock();
    const tenant = await startTenant({ clock: { now: clock.nowMs } });
    closing.push(() => tenant.stop());
    await tenant.control.changeSettings({
      requestsPerMinute: 2,
      rateLimitBlockMs: 60_000,
      ...settings,
    });
    const { client } = clientOf(new URL(tenant.baseUrl), {
      signIn: { apiKey: new Secret(tenant.apiKey) },
      maxRetries: 0,
      maxConcurrentRequests: 1,
      clock,
    });
    const lists = [1, 2, 3].map(() => listApiTokens(client.apiKey, {}, unstopped()));
    for (const { status } of await Promise.all(lists)) expect(status).toBe(200);
    expect(clock.sleptMs).toEqual(waits);
  });

  test("for ever is waited for as long as the operation's time allows, and the error says so", async () => {
    const { client, clock, server } = await against(inTurn(limited()));
    const deadline = new AbortController();
    // Rings as the last pause ends.
    clock.setAlarm(310_000, () => deadline.abort(new Error("timed out after 310s")));
    const call = listApiTokens(client.apiKey, {}, { signal: deadline.signal });
    const error = await failing(call);
    expect(clock.sleptMs).toEqual([10_000, 60_000, 60_000, 60_000, 60_000, 60_000]);
    expect(server.asked).toHaveLength(6);
    expect(error).toMatchObject({ kind: "stopped", tries: 6, cause: { kind: "rate_limited" } });
    expect(error.message).toContain(
      "stopped (timed out after 310s) while it waited for another try after 429",
    );
    expect(error.message).toContain("held back 310 s by rate limits");
  });

  test("tells the caller of a POST how long everything waits", async () => {
    const { client } = await against(inTurn(limited()));
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    expect(error).toMatchObject({ kind: "rate_limited", retryAfterMs: 10_000, tries: 1 });
    const again = await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    expect(again).toMatchObject({ retryAfterMs: 60_000, heldBackMs: 10_000 });
  });

  test("is over when an answer comes: the next block is waited for as the first was", async () => {
    const { client, slept } = await against(inTurn(limited(), page, limited(), page));
    await listApiTokens(client.apiKey, {}, unstopped());
    await listApiTokens(client.apiKey, {}, unstopped());
    expect(slept).toEqual([10_000, 10_000]);
  });
});

describe("one pause for all", () => {
  test("is not made longer by what was sent before it began", async () => {
    const { client, slept } = await against(together(limited(), limited(), limited()));
    const lists = [1, 2, 3].map(() => listApiTokens(client.apiKey, {}, unstopped()));
    await Promise.all(lists);
    expect(slept).toEqual([10_000]);
  });

  test.each<[string, AnswerWith, AnswerWith]>([
    ["not ended by a shorter one that another answer asks for", limited(60), limited(5)],
    ["not ended by a shorter one of our own", limited(60), limited()],
    ["made longer when another answer asks for more", limited(5), limited(60)],
  ])("is %s", async (_name, first, second) => {
    const { client, slept } = await against(together(first, second));
    const posts = [1, 2].map(() => failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped())));
    await Promise.all(posts);
    await listApiTokens(client.apiKey, {}, unstopped());
    expect(slept).toEqual([60_000]);
  });

  test.each([3_600_000, -3_600_000])(
    "takes as long where the local clock is set by %i ms",
    async (setByMs) => {
      const { client, clock, slept } = await against(inTurn(limited(25), page));
      clock.setAlarm(10_000, () => clock.setBy(setByMs));
      await listApiTokens(client.apiKey, {}, unstopped());
      expect(slept).toEqual([25_000]);
    },
  );

  test("is told in errors and at INFO, with the time it took", async () => {
    const { client, logged } = await against(inTurn(limited(25), forbidden));
    const error = await failing(listApiTokens(client.apiKey, {}, unstopped()));
    expect(error.message).toContain("(request request-1, 2 tries, held back 25 s by rate limits)");
    const reason = "the tenant asked for a pause";
    expect(logged).toContainEqual({
      message: "atlan requests are held back",
      reason,
      waitMs: 25_000,
    });
    expect(logged).toContainEqual({
      message: "atlan requests were held back",
      reason,
      waitedMs: 25_000,
    });
  });
});

describe("max_requests_per_minute", () => {
  const MINUTE_MS = 60_000;

  test("holds in every window of a minute, for all credentials together", async () => {
    const durations = fc.array(fc.integer({ min: 0, max: 20_000 }), {
      minLength: 25,
      maxLength: 25,
    });
    const most = 5;
    await fc.assert(
      fc.asyncProperty(durations, fc.integer({ min: 1, max: 8 }), async (tookMs, atOnce) => {
        const clock = virtualClock();
        const sentMs: number[] = [];
        const { client, server } = await against(
          (_asked, response, count) => {
            sentMs.push(clock.nowMs());
            clock.advance(tookMs[count - 1] ?? 0);
            json(response, 200, { username: "amira" });
          },
          { clock, maxRequestsPerMinute: most, maxConcurrentRequests: atOnce },
        );
        const others = [client.apiKey, client.as(new Secret("fresh")), client.bearer];
        await Promise.all(
          tookMs.map((_ms, index) => currentUser(others[index % 3] ?? client.apiKey, unstopped())),
        );
        await server.close();
        for (const startMs of sentMs) {
          const inWindow = sentMs.filter((ms) => ms >= startMs && ms < startMs + MINUTE_MS);
          expect(inWindow.length).toBeLessThanOrEqual(most);
        }
      }),
      { numRuns: 20 },
    );
  });

  test("frees a place a minute after the request that had it ended, and not sooner", async () => {
    const { client, clock, slept } = await against(
      (_asked, response) => {
        clock.advance(2_000);
        page(response);
      },
      { maxRequestsPerMinute: 1 },
    );
    await listApiTokens(client.apiKey, {}, unstopped());
    clock.advance(59_500);
    await listApiTokens(client.apiKey, {}, unstopped());
    expect(slept).toEqual([500]);
  });

  test.each([3_600_000, -3_600_000])(
    "holds as long where the local clock is set by %i ms",
    async (setByMs) => {
      const { client, clock, slept } = await against(inTurn(page), { maxRequestsPerMinute: 1 });
      await listApiTokens(client.apiKey, {}, unstopped());
      clock.setBy(setByMs);
      await listApiTokens(client.apiKey, {}, unstopped());
      expect(slept).toEqual([60_000]);
    },
  );

  const list = (limit: number, priority: Priority) => ({ limit, priority });

  test("lets clean-up go first, then what is under way, then what is new", async () => {
    const { client, server, slept } = await against((_asked, response) => page(response), {
      maxRequestsPerMinute: 1,
    });
    const calls = [
      list(0, "new"),
      list(1, "new"),
      list(2, "under_way"),
      list(3, "clean_up"),
      list(4, "new"),
    ].map(({ limit, priority }) =>
      listApiTokens(client.apiKey, { limit }, { ...unstopped(), priority }),
    );
    await Promise.all(calls);
    const order = server.asked.map(({ target }) => Number(target.split("limit=")[1]));
    expect(order).toEqual([0, 3, 2, 1, 4]);
    expect(slept).toEqual([MINUTE_MS, MINUTE_MS, MINUTE_MS, MINUTE_MS]);
  });

  test("lets no POST leave whose time is over before its turn comes", async () => {
    const { client, server, clock } = await against((_asked, response) => page(response), {
      maxRequestsPerMinute: 1,
    });
    const deadline = new AbortController();
    // Rings as the next request might leave.
    clock.setAlarm(60_000, () => deadline.abort(new Error("timed out after 1m")));
    await listApiTokens(client.apiKey, {}, unstopped());
    const options = { ...unstopped(), queueSignal: deadline.signal };
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, options));
    expect(error).toMatchObject({ kind: "stopped", tries: 0, mayHaveCommitted: false });
    expect(error.message).toContain("held back 60 s by rate limits");
    expect(server.asked.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("of 0 is no limit", async () => {
    const { client, slept } = await against((_asked, response) => page(response), {
      maxRequestsPerMinute: 0,
    });
    await Promise.all(
      Array.from({ length: 50 }, () => listApiTokens(client.apiKey, {}, unstopped())),
    );
    expect(slept).toEqual([]);
  });
});
