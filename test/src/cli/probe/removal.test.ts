// However a probe ends, its token is gone, or it says which one is left and how to delete it.
import { afterEach, describe, expect, it } from "@jest/globals";
import { EarlyEndError } from "../../../../src/cli/probe/requests/ask.js";
import type { Fault, TenantOptions } from "../../../../src/tenant/index.js";
import { type ProbeStage, probeStage } from "./probe-run.js";

const TOKENS = "/api/service/apikeys";
const DELETION = { method: "DELETE", path: `${TOKENS}/` };
const CREATE = { method: "POST", path: `${TOKENS}$` };
const STOPPED = new Error("stopped");

let stage: ProbeStage;
afterEach(() => stage.end());

async function staged(settings: TenantOptions["settings"] = {}, ...faults: readonly Fault[]) {
  stage = await probeStage({ settings });
  await stage.control.addFaults(...faults);
}

async function ownTokens() {
  const { tokens } = await stage.control.state();
  return tokens.filter(({ displayName }) => displayName.includes(" probe "));
}

/** Until the first fault has met one request more. */
async function firstFaultMet(): Promise<void> {
  const timesLeft = async () => (await stage.control.faults())[0]?.times ?? 0;
  const before = await timesLeft();
  while ((await timesLeft()) === before) await new Promise((resolve) => setImmediate(resolve));
}

describe("a probe that is stopped", () => {
  it("leaves nothing, whichever experiment it is at", async () => {
    await staged();
    await stage.probe();
    const all = stage.steps.length;
    for (let number = 1; number < all; number++) {
      await stage.end();
      await staged({ listLagMs: 2_000 });
      const onStep = (_step: string, count: number) =>
        count === number && stage.stop.abort(STOPPED);
      const end = await stage.probe({ onStep }).catch(() => null);
      expect(end?.report ?? null).toBeNull();
      expect(await ownTokens()).toEqual([]);
    }
  });

  it("leaves nothing, whichever request is under way", async () => {
    await staged();
    const { report } = await stage.probe();
    for (let number = 1; number <= (report?.requests ?? 0); number++) {
      await stage.end();
      await staged();
      const onRequest = (count: number) => count === number && stage.stop.abort(STOPPED);
      await stage.probe({ onRequest }).catch(() => null);
      expect(await ownTokens()).toEqual([]);
    }
  });

  it("does not wait for a read that hangs", async () => {
    const read = { method: "GET", path: `${TOKENS}$` };
    await staged({}, { match: read, skip: 4, do: { hang: true } });
    const ending = stage.probe();
    await firstFaultMet();
    stage.stop.abort(STOPPED);
    expect(await ending).toMatchObject({ report: null, isMade: true, leftovers: [] });
    expect(await ownTokens()).toEqual([]);
  });

  it("names its token when it is stopped again while the deletion hangs", async () => {
    await staged({}, { match: DELETION, skip: 1, do: { hang: true } });
    const ending = stage.probe();
    await firstFaultMet();
    stage.stop.abort(STOPPED);
    stage.leave.abort(new Error("stopped a second time"));
    const { leftovers } = await ending;
    const [own] = await ownTokens();
    expect(leftovers).toHaveLength(1);
    expect(leftovers[0]).toContain(`${own?.clientId}: `);
    expect(leftovers[0]).toContain(`"${own?.displayName}"`);
  });
});

describe("a create whose reply is lost", () => {
  it.each<[string, Fault["do"]]>([
    ["because the connection breaks", { dropReply: true }],
    ["behind a 500", { replyAfterCommit: { status: 500 } }],
    ["behind a reply without a secret", { replyAfterCommit: { status: 200, body: {} } }],
  ])("is found by its name %s, and deleted", async (_how, effect) => {
    await staged({ listLagMs: 10_000 }, { match: CREATE, do: effect });
    const end = await stage.probe();
    expect(end).toMatchObject({ report: null, isMade: false, leftovers: [] });
    expect(end.failure).toBeInstanceOf(Error);
    expect(await ownTokens()).toEqual([]);
  });

  it("is looked for once, and that is all, when it made nothing", async () => {
    await staged({}, { match: CREATE, do: { status: 503 } });
    expect(await stage.probe()).toMatchObject({ report: null, leftovers: [] });
  });

  it("is told when nobody can look", async () => {
    const list = { method: "GET", path: `${TOKENS}$` };
    await staged(
      {},
      { match: CREATE, do: { dropReply: true } },
      { match: list, skip: 1, times: 999, do: { status: 403 } },
    );
    const { leftovers } = await stage.probe();
    const [own] = await ownTokens();
    expect(leftovers).toEqual([
      `Cannot tell whether the tenant made a token named "${own?.displayName}": the list of tokens answered 403. Look for that name among the API tokens in Atlan's admin centre, and delete it. Its secret ends by itself at 2026-03-01T10:30:00Z.`,
    ]);
  });
});

describe("a deletion", () => {
  it.each<[string, Fault]>([
    ["fails for a while", { match: DELETION, times: 5, do: { status: 503 } }],
    ["loses its reply", { match: DELETION, do: { dropReply: true } }],
    ["is limited", { match: DELETION, times: 2, do: { status: 429 } }],
    ["does not know the token yet", { match: DELETION, times: 3, do: { status: 404 } }],
  ])("that %s is tried again", async (_how, fault) => {
    // The first one is of an experiment, and of a token that is none.
    await staged({}, { ...fault, skip: 1 });
    expect(await stage.probe()).toMatchObject({ leftovers: [], failure: null });
    expect(await ownTokens()).toEqual([]);
  });

  it("that never works is told, with the client id and what to do", async () => {
    await staged({}, { match: DELETION, skip: 1, times: 999, do: { status: 403 } });
    const { leftovers, report } = await stage.probe();
    const [own] = await ownTokens();
    expect(leftovers).toEqual([
      `Cannot delete the probe's API token ${own?.clientId}: the tenant answered 403. Delete it by hand in Atlan's admin centre; its name is "${own?.displayName}". Its secret ends by itself at 2026-03-01T10:30:00Z.`,
    ]);
    expect(report?.endedEarly).toBe("the token could not be deleted");
  });
});

describe("the tenant's limit", () => {
  it("ends the experiments at the first 429, and the deletion waits", async () => {
    const settings = { requestsPerMinute: 20, rateLimitBlockMs: 60_000, rateLimitHeaders: true };
    await staged(settings);
    const { report, leftovers } = await stage.probe();
    expect(leftovers).toEqual([]);
    expect(report?.endedEarly).toBe("the tenant limited requests (429)");
    expect(report?.settings).toMatchObject({
      requestsPerMinute: 20,
      rateLimitHeaders: true,
      rateLimitBody: "json",
    });
    expect(await ownTokens()).toEqual([]);
    const refused = (await stage.control.requests()).filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
  });

  it("ends them before it is reached, where answers tell what is left", async () => {
    const headers = { "x-ratelimit-limit-minute": "400", "x-ratelimit-remaining-minute": "99" };
    const told = { status: 200, headers, body: { records: [] } };
    await staged({}, { match: { path: "/typedefs$" }, do: told });
    const { report } = await stage.probe();
    expect(report?.endedEarly).toBe(
      "of the 400 requests that the tenant takes, 99 were left for everybody",
    );
    expect(await ownTokens()).toEqual([]);
  });

  it("keeps the sign-in from being tried again", async () => {
    await staged({}, { match: { path: "/users/current$" }, do: { status: 429 } });
    const { failure, isMade } = await stage.probe();
    expect(failure).toBeInstanceOf(EarlyEndError);
    expect(isMade).toBe(false);
    expect(await stage.control.requests()).toHaveLength(1);
  });

  it("keeps a token from being made, when it is met before", async () => {
    await staged({}, { match: CREATE, do: { status: 429 } });
    const { failure, isMade } = await stage.probe();
    expect(failure).toBeInstanceOf(EarlyEndError);
    expect(isMade).toBe(false);
  });
});

it("two probes at once do not see each other", async () => {
  await staged({ listLagMs: 1_000 });
  const ends = await Promise.all([stage.probe(), stage.probe()]);
  expect(ends).toMatchObject([
    { failure: null, leftovers: [], report: { settings: { totalCountsAll: false } } },
    { failure: null, leftovers: [], report: { settings: { totalCountsAll: false } } },
  ]);
  expect(await ownTokens()).toEqual([]);
});

it("a token that another program deletes in the middle ends nothing but its experiments", async () => {
  await staged();
  const onStep = async (step: string) => {
    if (!/filters/.test(step)) return;
    const [own] = await ownTokens();
    await stage.control.api("DELETE", `${TOKENS}/${own?.id}`);
  };
  const { failure, leftovers } = await stage.probe({ onStep: (step) => void onStep(step) });
  expect({ failure, leftovers }).toEqual({ failure: null, leftovers: [] });
});
