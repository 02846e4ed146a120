import { afterEach, describe, expect, it } from "@jest/globals";
import { claimText } from "../../../../src/resources/principals/claim.js";
import { untilSent } from "../until-sent.js";
import { inParallel, type Result, type TokenRun, tokenRun } from "./token-run.js";

let run: TokenRun;
afterEach(() => run.tenant.stop());

const CREATE = { method: "POST", path: "^/api/service/apikeys$" };
const UPDATE = { method: "POST", path: "^/api/service/apikeys/.+" };
const fifty = Array.from({ length: 50 }, (_, n) => ({ display_name: `robot ${n + 1}` }));

const createFifty = () => inParallel(fifty, 10, (robot) => run.create(robot));
const sent = async () =>
  (await run.control.requests()).map(({ method, path }) => `${method} ${path}`);
const failures = (results: readonly Result[]) =>
  results.flatMap(({ errors, warnings }) => [...errors, ...warnings]);

describe("a create that is stopped", () => {
  it("before the tenant has taken its last update is an error, and keeps the token", async () => {
    run = await tokenRun();
    await run.control.addFaults({ match: UPDATE, times: 99, do: { status: 502 } });
    const made = run.create({ display_name: "robot" });
    await untilSent(run.control, UPDATE, made);
    run.stop();
    const { state, errors } = await made;
    const [token] = await run.control.tokensNamed("robot");
    expect(state).toMatchObject({ id: token?.id });
    expect(errors).toHaveLength(1);
  });
});

describe("a create", () => {
  it("costs six requests of its own, and one each for who we are, the name and the update", async () => {
    run = await tokenRun();
    expect(failures([await run.create({ display_name: "robot" })])).toEqual([]);
    const [token] = await run.control.tokensNamed("robot");
    expect(await sent()).toEqual([
      "GET /api/service/apikeys",
      "GET /api/service/users/current",
      "POST /api/service/apikeys",
      "GET /api/service/users/current",
      "GET /api/meta/types/typedefs",
      "GET /api/service/users/current",
      "GET /api/meta/types/typedefs",
      `POST /api/service/apikeys/${token?.id}`,
      "GET /api/service/apikeys",
    ]);
  });

  it.each([
    ["an empty tenant", 0, 0],
    ["a tenant of 1,000 tokens, 100 a page", 1000, 100],
  ])("of fifty in one run costs 320 requests at most, in %s", async (_name, count, maxPageSize) => {
    run = await tokenRun({
      ...(count > 0 && { seed: { tokens: [{ displayName: "loader", count }] } }),
      settings: { maxPageSize },
    });
    expect(failures(await createFifty())).toEqual([]);
    expect((await sent()).length).toBeLessThanOrEqual(320 + (count > 0 ? 11 : 0));
  });

  it.each([1_000, 3_000, 10_000, 55_000])(
    "is ready, with one token, where the list is %d ms late",
    async (listLagMs) => {
      run = await tokenRun({ settings: { listLagMs } });
      const personas = (await run.control.state()).personas.map((one) => one.qualifiedName);
      const robot = {
        display_name: "robot",
        description: "Loads",
        persona_qualified_names: personas,
      };
      const result = await run.create(robot);
      expect(failures([result])).toEqual([]);
      expect(await run.control.tokensNamed("robot")).toMatchObject([
        { description: "Loads", personaQualifiedNames: personas },
      ]);
      expect((await sent()).filter((one) => one.startsWith("POST"))).toHaveLength(2);
    },
  );

  it.each([
    ["finished", "Loads", "API token name exists already: "],
    [
      "a claim in date",
      claimText("00000000-0000-4000-8000-0000000000ff", new Date(Date.now() + 3_600_000)),
      "API token ",
    ],
  ])(
    "names what a run left that was killed a moment ago, where the list is late: %s",
    async (_title, description, summary) => {
      run = await tokenRun({ settings: { listLagMs: 3_000 } });
      const left = await run.control.leaveToken("robot", description);
      const { state, warnings, errors } = await run.create({ display_name: "robot" });
      expect(errors).toEqual([]);
      expect(state).not.toBeNull();
      expect(warnings).toHaveLength(1);
      expect(warnings[0]?.summary).toContain(`${summary}${left}`);
    },
  );

  it("names a token of its name once, where the list is late and has shown it before", async () => {
    run = await tokenRun({ settings: { listLagMs: 3_000 } });
    await run.control.leaveToken("robot", "Loads");
    run.clock.advance(5_000);
    expect((await run.create({ display_name: "robot" })).warnings).toHaveLength(1);
  });

  it("names none that the same run makes, where the list is late", async () => {
    run = await tokenRun({ settings: { listLagMs: 3_000 } });
    const robots = Array.from({ length: 5 }, () => ({ display_name: "robot" }));
    expect(failures(await inParallel(robots, 5, (robot) => run.create(robot)))).toEqual([]);
  });

  it("of fifty works where the list is late, names are trimmed and every reply takes its time", async () => {
    const settings = { listLagMs: 2_000, totalCountsAll: true, trimNames: true, latencyMs: 2 };
    run = await tokenRun({ settings });
    expect(failures(await createFifty())).toEqual([]);
    expect(
      (await run.control.state()).tokens.filter(({ displayName }) =>
        displayName.startsWith("robot "),
      ),
    ).toHaveLength(50);
  });

  it.each([501, 408])(
    "whose POST is carried out and answered %d leaves one token",
    async (status) => {
      run = await tokenRun();
      await run.control.addFaults({ match: CREATE, do: { replyAfterCommit: { status } } });
      const { state, errors } = await run.create({ display_name: "robot" });
      expect(errors).toEqual([]);
      expect(await run.control.tokensNamed("robot")).toMatchObject([{ id: state?.id }]);
    },
  );

  it("is kept, with an error, when its update fails for good, and its claim is taken off", async () => {
    run = await tokenRun();
    await run.control.addFaults({ match: UPDATE, do: { status: 400, body: { message: "no" } } });
    const { state, errors } = await run.create({ display_name: "robot", description: "Loads" });
    expect(errors).toMatchObject([{ summary: "Cannot finish API token" }]);
    expect(await run.control.tokensNamed("robot")).toMatchObject([
      { id: state?.id, description: "Loads" },
    ]);
  });

  it("is refused under the name of the token in use, before anything is sent", async () => {
    run = await tokenRun();
    const me = await run.control.api("GET", "/api/service/users/current");
    const { username } = (await me.json()) as { username: string };
    const { tokens } = await run.control.state();
    const own = tokens.find((token) => token.username === username);
    const { state, errors } = await run.create({ display_name: own?.displayName ?? "" });
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      { summary: "Refused to create the token in use again", attribute: ["display_name"] },
    ]);
    expect((await sent()).filter((one) => one.startsWith("POST"))).toEqual([]);
  });

  it("names tokens of the same name, but none that this run has deleted", async () => {
    run = await tokenRun();
    const first = await run.create({ display_name: "robot" });
    const later = await run.again();
    const second = await later.create({ display_name: "robot" });
    expect(second.warnings).toMatchObject([
      { summary: `API token name exists already: ${first.state?.id}` },
    ]);
    await later.remove(first);
    await later.remove(second);
    expect((await later.create({ display_name: "robot" })).warnings).toEqual([]);
  });

  it("purges the claim of a run that was killed, once its date has passed", async () => {
    run = await tokenRun();
    await run.control.addFaults(
      { match: CREATE, times: 9, do: { replyAfterCommit: { status: 500 } } },
      { match: { method: "GET", path: "apikeys" }, skip: 1, times: 9, do: { status: 403 } },
    );
    const { errors } = await run.create({ display_name: "robot" });
    expect(errors).toMatchObject([{ summary: "API token may have been created" }]);
    await run.control.clearFaults();
    const [left] = await run.control.tokensNamed("robot");
    const soon = await (await run.again()).create({ display_name: "robot" });
    expect(soon.warnings).toMatchObject([{ summary: `API token ${left?.id} is not finished` }]);
    run.clock.advance(3_600_000);
    const { state, warnings } = await (await run.again()).create({ display_name: "robot" });
    expect(warnings.map(({ summary }) => summary)).toContain(
      `Purged unfinished API token ${left?.id}`,
    );
    const ids = (await run.control.tokensNamed("robot")).map(({ id }) => id);
    expect(ids).toContain(state?.id);
    expect(ids).not.toContain(left?.id);
  });
});

describe("a limit of the tenant's, and a block of a minute for whoever exceeds it", () => {
  it("is not met by a plan of 1,000 tokens and the creation of fifty", async () => {
    const seed = { tokens: [{ displayName: "loader", count: 1000 }] };
    const settings = { requestsPerMinute: 400, rateLimitBlockMs: 60_000, maxPageSize: 100 };
    run = await tokenRun({ seed, settings }, { max_requests_per_minute: 200 });
    const { tokens } = await run.control.state();
    const planned = await inParallel(tokens, 10, (token) => run.read(run.known(token)));
    expect(planned.flatMap(({ errors }) => errors)).toEqual([]);
    // Plan and apply are processes of their own.
    run = await run.again();
    expect(failures(await createFifty())).toEqual([]);
    expect((await run.control.requests()).filter(({ status }) => status === 429)).toEqual([]);
  });
});
