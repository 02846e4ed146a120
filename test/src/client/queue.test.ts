// Waiting before a request leaves: what ends it, who goes first, and who waits along.

import { describe, expect, test } from "@jest/globals";
import { createApiToken, listApiTokens, type Priority } from "../../../src/client/index.js";
import { until } from "../../until.js";
import { unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { type AnswerWith, inTurn, json } from "./support/server.js";
import { NEW_TOKEN, useServer } from "./support/use-server.js";

const stage = useServer();
const { against } = stage;

const CREATED = { id: "5b0c", attributes: { clientId: "apikey-0c9d", accessToken: "shh" } };
const created: AnswerWith = (response) => json(response, 200, CREATED);
const page: AnswerWith = (response) => json(response, 200, { records: [] });
const busy: AnswerWith = (response) => json(response, 429, {}, { "retry-after": "25" });
const STOP = new Error("Terraform asked to stop");

const asked = (count: number) => until(() => stage.server.asked.length >= count);
const methods = () => stage.server.asked.map(({ method }) => method);

describe("a queue signal", () => {
  test("ends the wait for a place", async () => {
    let answer = () => {};
    const { client } = await against(
      (_asked, response) => {
        answer = () => page(response);
      },
      { maxConcurrentRequests: 1 },
    );
    const first = listApiTokens(client.apiKey, {}, unstopped());
    await asked(1);
    const stop = new AbortController();
    const options = { ...unstopped(), queueSignal: stop.signal };
    const second = failing(createApiToken(client.apiKey, NEW_TOKEN, options));
    stop.abort(STOP);
    expect(await second).toMatchObject({ kind: "stopped", tries: 0, mayHaveCommitted: false });
    answer();
    await first;
    expect(methods()).toEqual(["GET"]);
  });

  test("that ends while all wait out a rate limit lets no POST leave afterwards", async () => {
    const stop = new AbortController();
    const { client, clock } = await against(inTurn(busy, created), {
      maxConcurrentRequests: 1,
    });
    // The operation's time ends in the middle of the pause.
    clock.setAlarm(10_000, () => stop.abort(STOP));
    await failing(listApiTokens(client.apiKey, {}, { signal: stop.signal }));
    const options = { ...unstopped(), queueSignal: stop.signal };
    const posts = [1, 2].map(() => failing(createApiToken(client.apiKey, NEW_TOKEN, options)));
    for (const error of await Promise.all(posts)) {
      expect(error).toMatchObject({ kind: "stopped", tries: 0, mayHaveCommitted: false });
    }
    expect(methods()).toEqual(["GET"]);
  });

  test("leaves a request alone that has left, and ends the wait for its next try", async () => {
    const stop = new AbortController();
    const { client } = await against((_asked, response) => {
      stop.abort(STOP);
      json(response, 503, {});
    });
    const options = { ...unstopped(), queueSignal: stop.signal };
    const error = await failing(listApiTokens(client.apiKey, {}, options));
    expect(error).toMatchObject({ kind: "stopped", tries: 1, cause: { status: 503 } });
  });

  test("lets a POST under way end with its token", async () => {
    const stop = new AbortController();
    const { client } = await against((_asked, response) => {
      stop.abort(STOP);
      setTimeout(() => created(response), 20);
    });
    const options = { ...unstopped(), queueSignal: stop.signal };
    const { body } = await createApiToken(client.apiKey, NEW_TOKEN, options);
    expect(body.accessToken.reveal()).toBe("shh");
  });

  test("does not make a call deaf to its signal", async () => {
    const { client } = await against((_asked, response) => page(response));
    const options = {
      signal: AbortSignal.abort(STOP),
      queueSignal: new AbortController().signal,
    };
    const error = await failing(listApiTokens(client.apiKey, {}, options));
    expect(error).toMatchObject({ kind: "stopped", tries: 0 });
    expect(stage.server.asked).toEqual([]);
  });
});

test("the first answer of 429 holds back the request that gets its place", async () => {
  const { client, slept } = await against(inTurn(busy, page), { maxConcurrentRequests: 1 });
  const refused = failing(createApiToken(client.apiKey, NEW_TOKEN, unstopped()));
  await listApiTokens(client.apiKey, {}, unstopped());
  expect(await refused).toMatchObject({ kind: "rate_limited" });
  expect(slept).toEqual([25_000]);
});

test("of those that wait for a place, clean-up goes first and what is new last", async () => {
  let answer = () => {};
  const { client } = await against(
    (_asked, response, count) => {
      if (count > 1) return page(response);
      answer = () => page(response);
    },
    { maxConcurrentRequests: 1 },
  );
  const list = (limit: number, priority?: Priority) =>
    listApiTokens(client.apiKey, { limit }, { ...unstopped(), ...(priority && { priority }) });
  const calls = [
    list(0),
    list(1, "new"),
    list(2),
    list(3, "under_way"),
    list(4, "clean_up"),
    list(5, "under_way"),
  ];
  await asked(1);
  answer();
  await Promise.all(calls);
  const order = stage.server.asked.map(({ target }) => Number(target.split("limit=")[1]));
  expect(order).toEqual([0, 4, 3, 5, 1, 2]);
});
