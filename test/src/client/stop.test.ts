// A stop ends every wait, and sends nothing more.

import { describe, expect, test } from "@jest/globals";
import { createApiToken, listApiTokens } from "../../../src/client/index.js";
import { until } from "../../until.js";
import { virtualClock } from "../../virtual-clock.js";
import { failing } from "./support/failing.js";
import { type AnswerWith, inTurn, json } from "./support/server.js";
import { NEW_TOKEN, useServer } from "./support/use-server.js";

const stage = useServer();
const { against } = stage;

const STOP = new Error("Terraform asked to stop");

/** Waits as the real one does, so that only a stop can end it within the test. */
const realSleep = { clock: { ...virtualClock(), sleep: neverEnding } };

function neverEnding(_ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

test("a stopped operation sends nothing", async () => {
  const { client } = await against(() => {});
  const signal = AbortSignal.abort(STOP);
  const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, { signal }));
  expect(stage.server.asked).toHaveLength(0);
  expect(error).toMatchObject({ kind: "stopped", tries: 0, mayHaveCommitted: false });
  expect(error.message).toBe(
    "Cannot POST /api/service/apikeys: stopped (Terraform asked to stop) before it was sent (request request-1)",
  );
});

describe("a stop", () => {
  test("ends a request under way, which may have happened", async () => {
    const stop = new AbortController();
    const { client } = await against(() => stop.abort(STOP));
    const error = await failing(createApiToken(client.apiKey, NEW_TOKEN, { signal: stop.signal }));
    expect(error).toMatchObject({ kind: "stopped", tries: 1, mayHaveCommitted: true });
    expect(error.message).toContain("after it was sent and before the answer came");
  });

  test("ends the wait for another try", async () => {
    const stop = new AbortController();
    const sleep = (ms: number, signal: AbortSignal) => {
      setImmediate(() => stop.abort(STOP));
      return neverEnding(ms, signal);
    };
    const clock = { ...virtualClock(), sleep };
    const { client } = await against((_asked, response) => json(response, 503, {}), { clock });
    const error = await failing(listApiTokens(client.apiKey, {}, { signal: stop.signal }));
    expect(error).toMatchObject({ kind: "stopped", tries: 1, cause: { kind: "server_error" } });
    expect(error.message).toContain("while it waited for another try after 503");
  });

  test("ends a rate-limit pause", async () => {
    const stop = new AbortController();
    const busy: AnswerWith = (response) => json(response, 429, {}, { "retry-after": "60" });
    const { client } = await against(inTurn(busy), realSleep);
    await failing(
      createApiToken(client.apiKey, NEW_TOKEN, { signal: new AbortController().signal }),
    );
    const call = failing(listApiTokens(client.apiKey, {}, { signal: stop.signal }));
    stop.abort(STOP);
    expect(await call).toMatchObject({ kind: "stopped", tries: 0 });
    expect(stage.server.asked).toHaveLength(1);
  });

  test("ends the wait for a place, and leaves the place to the next", async () => {
    const stop = new AbortController();
    let answer = () => {};
    const { client } = await against(
      (_asked, response) => {
        answer = () => json(response, 200, {});
        if (stage.server.asked.length > 1) answer();
      },
      { maxConcurrentRequests: 1 },
    );
    const forever = { signal: new AbortController().signal };
    const first = listApiTokens(client.apiKey, {}, forever);
    const second = failing(listApiTokens(client.apiKey, {}, { signal: stop.signal }));
    const third = listApiTokens(client.apiKey, {}, forever);
    stop.abort(STOP);
    expect(await second).toMatchObject({ kind: "stopped", tries: 0 });
    await until(() => stage.server.asked.length > 0);
    answer();
    expect((await first).status).toBe(200);
    expect((await third).status).toBe(200);
    expect(stage.server.asked).toHaveLength(2);
  });
});
