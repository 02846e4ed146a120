// What observations of tenants mean that the embedded one does not play: no request is sent here.
import { describe, expect, it, test } from "@jest/globals";
import { interpretActivation } from "../../../../src/cli/probe/experiments/activation.js";
import { interpretVisibleAssets } from "../../../../src/cli/probe/experiments/asset-reads.js";
import { interpretContentType } from "../../../../src/cli/probe/experiments/content-type.js";
import {
  interpretAccessToken,
  interpretBearerLife,
} from "../../../../src/cli/probe/experiments/credentials.js";
import { interpretGrantActivation } from "../../../../src/cli/probe/experiments/grant-activation.js";
import { interpretLatency, interpretLimits } from "../../../../src/cli/probe/experiments/limits.js";
import { interpretCounters } from "../../../../src/cli/probe/experiments/list-counters.js";
import { interpretFilters } from "../../../../src/cli/probe/experiments/list-filters.js";
import { interpretPages } from "../../../../src/cli/probe/experiments/list-pages.js";
import { interpretNames } from "../../../../src/cli/probe/experiments/names.js";
import { interpretPartialUpdate } from "../../../../src/cli/probe/experiments/partial-updates.js";
import { interpretRefusals } from "../../../../src/cli/probe/experiments/refusals.js";
import { interpretSearchLag } from "../../../../src/cli/probe/experiments/search-lag.js";
import { interpretUnknownUser } from "../../../../src/cli/probe/experiments/unknown-user.js";

const at = (overMs: number | null, atMostMs: number) => ({ overMs, atMostMs });

describe("a new token's secret", () => {
  it.each([
    [
      "in the metastore later than in the service",
      { service: at(null, 40), metastore: at(2_900, 3_100), full: at(null, 3_100) },
      { tokenActivationMs: 3_000, freshTokenAnswersEmptyMs: 0 },
    ],
    [
      "in both at once",
      { service: at(900, 1_100), metastore: at(null, 1_150), full: at(null, 1_150) },
      { tokenActivationMs: 1_000, freshTokenAnswersEmptyMs: 0 },
    ],
  ])("%s", (_when, facts, settings) => {
    expect(interpretActivation(facts).settings).toEqual(settings);
  });

  it("that never works determines nothing", () => {
    const interpretation = interpretActivation({ service: null, metastore: null, full: null });
    expect(interpretation).toEqual({
      answer: "/api/service did not accept the secret within two minutes.",
    });
  });
});

describe("a right on a connection", () => {
  it("that does not count in two minutes determines nothing", () => {
    expect(interpretGrantActivation({ allowed: null })).toEqual({
      answer: "The new admin could not change the connection within two minutes.",
    });
  });
});

describe("a search", () => {
  it("that shows changes after different times says so", () => {
    expect(interpretSearchLag({ lags: [at(900, 1_100), at(2_000, 2_100)] })).toEqual({
      answer:
        "The delay varies: it shows a change between 900 ms and 2.1 s later (2 measurements).",
      settings: { searchLagMs: 2_000 },
    });
  });

  it("that never shows a change determines nothing", () => {
    expect(interpretSearchLag({ lags: [] })).toEqual({
      answer: "A search did not show a change within two minutes.",
    });
  });
});

describe("a user that does not exist", () => {
  const usual = { status: 500, code: "ATLAS-500-00-001", saysNotFound: true };

  it.each([
    ["is refused as the metastore usually does", usual, { unknownUserReply: null }],
    [
      "is refused in other words",
      { ...usual, saysNotFound: false },
      { unknownUserReply: { status: 500, body: { errorCode: "ATLAS-500-00-001" } } },
    ],
    [
      "is refused without a code",
      { status: 404, code: null, saysNotFound: false },
      { unknownUserReply: { status: 404 } },
    ],
    ["is taken", { status: 200, code: null, saysNotFound: false }, undefined],
  ])("%s", (_how, facts, settings) => {
    expect(interpretUnknownUser(facts).settings).toEqual(settings);
  });
});

describe("a name", () => {
  it("that loses one of its ends has no setting", () => {
    expect(interpretNames({ blankBefore: true, blankAfter: false, decomposed: false })).toEqual({
      answer:
        "A blank before it is kept, one after it removed. Decomposed characters are not kept as they were sent.",
    });
  });
});

describe("counters", () => {
  const counters = (totalRecord: number | null) => ({ totalRecord, filterRecord: totalRecord });

  it.each([
    ["that count the filter alone", counters(40), counters(1), { totalCountsAll: false }],
    ["that count all", counters(40), counters(40), { totalCountsAll: true }],
    ["of a tenant without other tokens", counters(1), counters(1), undefined],
    ["that are missing", counters(null), counters(null), undefined],
  ])("%s", (_which, unfiltered, filtered, settings) => {
    const { settings: interpreted } = interpretCounters({
      unfiltered,
      filtered,
      uncounted: counters(0),
    });
    expect(interpreted).toEqual(settings);
  });
});

describe("a page", () => {
  const page = {
    asked: 500,
    isMoreRefused: false,
    emptyPage: null,
    withoutLimit: null,
    order: "not known",
  } as const;

  it.each([
    ["that is cut off", { received: 100, goesOn: true }, 100],
    ["that has all", { received: 37, goesOn: false }, 0],
    ["that is as long as was asked", { received: 500, goesOn: true }, 0],
  ])("%s", (_which, seen, maxPageSize) => {
    expect(interpretPages({ ...page, ...seen }).settings).toEqual({ maxPageSize });
  });
});

test.each([
  [200, { strictContentType: false }],
  [415, { strictContentType: true }],
  [400, undefined],
])("a POST of plain text that answers %i", (status, settings) => {
  expect(interpretContentType({ status }).settings).toEqual(settings);
});

test.each([
  [{ token: 3, key: 5, person: null }, { tokenReads: "all" }],
  [{ token: 0, key: 5, person: null }, { tokenReads: "granted" }],
  [{ token: 0, key: 0, person: 9 }, { tokenReads: "granted" }],
  [{ token: 0, key: 0, person: 0 }, undefined],
  [{ token: 0, key: 0, person: null }, undefined],
])("visible assets %j", (visible, settings) => {
  expect(interpretVisibleAssets(visible).settings).toEqual(settings);
});

test.each([
  [{ isSet: false, seconds: null }, undefined],
  [{ isSet: true, seconds: null }, undefined],
  [{ isSet: true, seconds: 36_000 }, { userBearerLifetimeSeconds: 36_000 }],
])("a person's bearer token %j", (facts, settings) => {
  expect(interpretBearerLife(facts).settings).toEqual(settings);
});

test.each([
  [
    ["accessToken", "tokenType", "expiresIn"],
    600,
    { oauthTokenReply: "camelCase", oauthTokenLifetimeSeconds: 600 },
  ],
  [["access_token"], null, { oauthTokenReply: "snake_case" }],
  [["accessToken"], null, { oauthTokenReply: "tokenOnly" }],
  [["code", "message"], null, undefined],
])("an access token with the fields %j", (fields, expiresIn, settings) => {
  expect(interpretAccessToken({ fields, expiresIn }).settings).toEqual(settings);
});

test("the latency is that of the fastest answer, in steps of 10 ms", () => {
  expect(interpretLatency({ fastestMs: 87 }).settings).toEqual({ latencyMs: 80 });
  expect(interpretLatency({ fastestMs: 9 }).settings).toEqual({ latencyMs: 0 });
});

test("a limit that headers tell", () => {
  const facts = { headers: ["x-ratelimit-limit-minute"], limitPerMinute: 1_800, refusal: null };
  expect(interpretLimits(facts)).toEqual({
    answer: "Headers: x-ratelimit-limit-minute. The tenant takes 1800 requests a minute.",
    settings: { requestsPerMinute: 1_800 },
  });
});

test("a 429 without Retry-After, as a page", () => {
  const refusal = { tellsWhen: false, body: "html" } as const;
  expect(interpretLimits({ headers: [], limitPerMinute: null, refusal }).settings).toEqual({
    rateLimitHeaders: false,
    rateLimitBody: "html",
  });
});

test("filters and refusals are told one a line", () => {
  expect(interpretFilters({ filters: { clientId: "finds it", $like: 400 } }).answer).toBe(
    "clientId: finds it\n$like: status 400",
  );
  const refusals = {
    "a blank name": { status: 400, code: "400", isHtml: false },
    "an asset that is none": { status: 404, code: "ATLAS-404-00-005", isHtml: false },
    "a secret that is none": { status: 401, code: null, isHtml: true },
  };
  expect(interpretRefusals({ refusals }).answer).toBe(
    "a blank name: 400\nan asset that is none: 404 ATLAS-404-00-005\na secret that is none: 401, a page of HTML",
  );
});

test("an update that is refused for what it leaves out", () => {
  const facts = { status: 400, description: null, lifetime: null };
  expect(interpretPartialUpdate(facts).answer).toBe("It answers 400.");
});
