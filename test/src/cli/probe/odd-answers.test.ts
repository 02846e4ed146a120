// Answers that nobody expects of a tenant: each leaves its question open, or is got around, and hurts no other experiment.
import { afterEach, expect, it } from "@jest/globals";
import type { LoggedRequest } from "../../../../src/tenant/index.js";
import { type ProbeStage, probeStage } from "./probe-run.js";

const TOKENS = "/api/service/apikeys";

let stage: ProbeStage;
afterEach(() => stage.end());

/** How many requests of that kind a probe sends before the first that is meant. */
async function before(
  isOfKind: (request: LoggedRequest) => boolean,
  isMeant: (request: LoggedRequest) => boolean,
): Promise<number> {
  stage = await probeStage();
  await stage.probe();
  const requests = (await stage.control.requests()).filter(isOfKind);
  await stage.end();
  return requests.findIndex(isMeant);
}

const isList = ({ method, path }: LoggedRequest) => method === "GET" && path === TOKENS;
const isUpdate = ({ method, path }: LoggedRequest) =>
  method === "POST" && path.startsWith(`${TOKENS}/`);

it("a page of 500 that is refused: a shorter one is asked for", async () => {
  const skip = await before(isList, ({ query }) => query.startsWith("limit=500"));
  stage = await probeStage();
  const match = { method: "GET", path: `${TOKENS}$` };
  await stage.control.addFaults({ match, skip, do: { status: 400 } });
  const { report } = await stage.probe();
  const pages = report?.results.find(({ id }) => id === "list_pages");
  expect(pages).toMatchObject({
    answer: expect.stringContaining("A longer page than 100 is refused."),
    settings: { maxPageSize: 0 },
  });
});

it("a blank name that is taken: the token gets its name back", async () => {
  const skip = await before(isUpdate, ({ status }) => status === 400);
  stage = await probeStage();
  const match = { method: "POST", path: `${TOKENS}/` };
  await stage.control.addFaults({ match, skip, do: { status: 200, body: {} } });
  await stage.probe();
  const updates = (await stage.control.requests()).filter(isUpdate);
  const statuses = updates.slice(skip, skip + 3).map(({ status }) => status);
  // The one that was taken, the one that restores, and the next bad call.
  expect(statuses).toEqual([200, 200, 400]);
});

it("an update that is refused leaves open what needs it", async () => {
  stage = await probeStage();
  const match = { method: "POST", path: `${TOKENS}/` };
  await stage.control.addFaults({ match, times: 999, do: { status: 409 } });
  const { report, leftovers, failure } = await stage.probe();
  expect({ leftovers, failure }).toEqual({ leftovers: [], failure: null });
  const names = report?.results.find(({ id }) => id === "names");
  expect(names).toEqual({
    id: "names",
    question: "Is a display name stored as it was sent?",
    answer: "Not determined, because the tenant answered an update of the probe's token with 409.",
    facts: null,
  });
  expect(report?.undetermined.trimNames).toBe(names?.answer);
  expect(report?.settings).toMatchObject({ maxPageSize: 0, tokenReads: "all", listLagMs: 0 });
});

it("a search that breaks leaves open what a token sees", async () => {
  stage = await probeStage();
  const match = { path: "/indexsearch$" };
  await stage.control.addFaults({ match, times: 999, do: { dropReply: true } });
  const { report } = await stage.probe();
  expect(report?.undetermined.tokenReads).toBe(
    "Not determined, because no answer came (connection_broken).",
  );
});

it("names with quotes, markup and controls of others never get into the report", async () => {
  const displayName = `a "b" \${c} <b>\u202e\u001b[31m\n|`;
  stage = await probeStage({ seed: { tokens: [{ displayName, description: displayName }] } });
  const { report } = await stage.probe();
  expect(report?.endedEarly).toBeNull();
  expect(JSON.stringify(report)).not.toMatch(/\\u001b|\u202e|<b>/);
});
