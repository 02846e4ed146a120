// What is tried again, when, and how often.
import { describe, expect, test } from "@jest/globals";
import {
  connectionAsset,
  createApiToken,
  deleteApiToken,
  listApiTokens,
  searchAssets,
  updateApiToken,
} from "../../../src/client/index.js";
import { unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { type AnswerWith, inTurn, json } from "./support/server.js";
import { NEW_TOKEN, useServer } from "./support/use-server.js";

const stage = useServer();
const { against } = stage;

const status =
  (code: number, headers = {}): AnswerWith =>
  (response) =>
    json(response, code, { message: "not now" }, headers);
const page: AnswerWith = (response) => json(response, 200, { records: [] });
const broken: AnswerWith = (response) => {
  response.socket?.destroy();
};

describe("a list request", () => {
  test.each([
    ["408", status(408)],
    ["429", status(429)],
    ["500", status(500)],
    ["502", status(502)],
    ["503", status(503)],
    ["504", status(504)],
    ["a broken connection", broken],
  ])("is repeated after %s", async (_name, first) => {
    const { client } = await against(inTurn(first, page));
    expect((await listApiTokens(client.apiKey, {}, unstopped())).status).toBe(200);
    expect(stage.server.asked).toHaveLength(2);
  });

  test.each([[400], [401], [403], [404], [409], [501], [302]])(
    "is not repeated after %d",
    async (code) => {
      const { client } = await against(inTurn(status(code)));
      expect((await failing(listApiTokens(client.apiKey, {}, unstopped()))).status).toBe(code);
      expect(stage.server.asked).toHaveLength(1);
    },
  );

  test("waits longer and longer, and gives up after the retries it has", async () => {
    const { client, slept } = await against(inTurn(status(503)));
    const error = await failing(listApiTokens(client.apiKey, {}, unstopped()));
    expect(slept).toEqual([500, 1_000, 2_000]);
    expect(error).toMatchObject({ kind: "server_error", tries: 4, mayHaveCommitted: false });
    expect(error.message).toBe(
      'Cannot GET /api/service/apikeys: the tenant answered 503 Service Unavailable: "not now" (request request-1, 4 tries)',
    );
  });

  test("keeps its id from try to try", async () => {
    const { client } = await against(inTurn(status(500), page));
    await listApiTokens(client.apiKey, {}, unstopped());
    const ids = stage.server.asked.map((asked) => asked.headers["x-atlan-request-id"]);
    expect(ids).toEqual(["request-1", "request-1"]);
  });

  test("has one try when there are no retries", async () => {
    const { client } = await against(inTurn(status(500)), { maxRetries: 0 });
    expect((await failing(listApiTokens(client.apiKey, {}, unstopped()))).tries).toBe(1);
  });
});

describe("a write", () => {
  test.each([[429], [500], [503]])("of a new token is not repeated after %d", async (code) => {
    const { client } = await against(inTurn(status(code)));
    await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    expect(stage.server.asked).toHaveLength(1);
  });

  test("of a changed token is not repeated", async () => {
    const { client } = await against(inTurn(status(503)));
    await failing(updateApiToken(client.apiKey, { id: "5b0c", ...NEW_TOKEN }, unstopped()));
    expect(stage.server.asked).toHaveLength(1);
  });

  test("may have happened in an earlier try, even if the last one was refused", async () => {
    const { client } = await against(inTurn(broken, status(403)));
    const error = await failing(deleteApiToken(client.apiKey, "5b0c", unstopped()));
    expect(error).toMatchObject({ status: 403, mayHaveCommitted: true, tries: 2 });
  });
});

describe("a deletion whose answer is lost", () => {
  test("is repeated, and tells that the object may have been there before", async () => {
    const { client } = await against(inTurn(broken, status(404)));
    const error = await failing(deleteApiToken(client.apiKey, "5b0c", unstopped()));
    expect(error).toMatchObject({ kind: "not_found", mayHaveCommitted: true, tries: 2 });
  });

  test("tells that it may have happened, without a retry to spend", async () => {
    const { client } = await against(inTurn(broken), { maxRetries: 0 });
    const error = await failing(deleteApiToken(client.apiKey, "5b0c", unstopped()));
    expect(error).toMatchObject({ kind: "connection_broken", mayHaveCommitted: true, tries: 1 });
  });

  test("is told from one of what was not there", async () => {
    const { client } = await against(inTurn(status(404)), { maxRetries: 0 });
    const error = await failing(deleteApiToken(client.apiKey, "5b0c", unstopped()));
    expect(error).toMatchObject({ kind: "not_found", mayHaveCommitted: false, tries: 1 });
  });

  test("has not happened when the tenant asks to wait first", async () => {
    const { client } = await against(inTurn(status(429), status(404)), { maxRetries: 0 });
    const error = await failing(deleteApiToken(client.apiKey, "5b0c", unstopped()));
    expect(error).toMatchObject({ kind: "not_found", mayHaveCommitted: false, tries: 2 });
  });
});

test("a search, which changes nothing, is repeated and leaves nothing behind", async () => {
  const query = { kind: connectionAsset, terms: {}, from: 0, size: 1 };
  const { client } = await against(inTurn(status(503)), { maxRetries: 1 });
  const error = await failing(searchAssets(client.apiKey, query, unstopped()));
  expect(error).toMatchObject({ tries: 2, mayHaveCommitted: false });
});

describe("Retry-After", () => {
  test.each([
    ["seconds", "7", [7_000]],
    ["a date, by the tenant's clock", "Wed, 01 Jan 2025 10:00:09 GMT", [9_000]],
    ["a date long ahead, up to 120 s", "Wed, 01 Jan 2025 11:00:00 GMT", [120_000]],
    ["many seconds, up to 120 s", "99999", [120_000]],
    ["zero, as if there were none", "0", [10_000]],
    ["a date gone by, as if there were none", "Wed, 01 Jan 2025 09:00:00 GMT", [10_000]],
    ["nonsense, as if there were none", "soon", [10_000]],
  ])("is obeyed as %s", async (_name, value, waits) => {
    const headers = { "retry-after": value, date: "Wed, 01 Jan 2025 10:00:00 GMT" };
    const { client, slept } = await against(inTurn(status(429, headers), page));
    await listApiTokens(client.apiKey, {}, unstopped());
    expect(slept).toEqual(waits);
  });

  test("is told to who does not repeat", async () => {
    const { client } = await against(inTurn(status(429, { "retry-after": "3" })));
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    expect(error).toMatchObject({
      kind: "rate_limited",
      retryAfterMs: 3_000,
      mayHaveCommitted: false,
    });
  });

  test("holds back every other request, whatever its credential", async () => {
    const { client, slept } = await against(inTurn(status(429, { "retry-after": "3" }), page));
    await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    expect(slept).toEqual([]);
    if (client.bearer !== null) await listApiTokens(client.bearer, {}, unstopped());
    expect(slept).toEqual([3_000]);
  });

  test("of a maintenance answer holds back others too", async () => {
    const { client, slept } = await against(inTurn(status(503, { "retry-after": "9" }), page));
    await failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
    await listApiTokens(client.apiKey, {}, unstopped());
    expect(slept).toEqual([9_000]);
  });
});

test("no more requests are under way than allowed, and none is forgotten", async () => {
  const waiting: Parameters<AnswerWith>[0][] = [];
  let most = 0;
  const { client } = await against(
    (_asked, response) => {
      waiting.push(response);
      most = Math.max(most, waiting.length);
      // Answered when all that may be under way have come, and a moment for one too many.
      if (waiting.length === 3) setTimeout(() => waiting.splice(0).forEach(page), 10);
    },
    { maxConcurrentRequests: 3 },
  );
  const calls = Array.from({ length: 12 }, () => listApiTokens(client.apiKey, {}, unstopped()));
  await Promise.all(calls);
  expect(most).toBe(3);
  expect(stage.server.asked).toHaveLength(12);
});
