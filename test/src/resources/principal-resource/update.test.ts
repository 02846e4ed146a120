import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { claimText } from "../../../../src/resources/principals/claim.js";
import { type Result, type TokenRun, tokenRun } from "../principals/token-run.js";

const UPDATE = { method: "POST", path: "^/api/service/apikeys/.+" };
const LIST = { method: "GET", path: "^/api/service/apikeys$" };

let run: TokenRun;
let made: Result;
let one: string;
let two: string;
beforeEach(async () => {
  const seed = { personas: [{ name: "One" }, { name: "Two" }] };
  run = await tokenRun({ seed }, { max_retries: 0 });
  [one = "", two = ""] = (await run.control.state()).personas.map((it) => it.qualifiedName);
  made = await run.create({ display_name: "robot", persona_qualified_names: [one] });
  // Nothing is recent any more.
  run.clock.advance(600_000);
});
afterEach(() => run.tenant.stop());

describe("a claim that was left on a token in the state", () => {
  const claim = claimText("00000000-0000-4000-8000-0000000000ff", new Date());
  let read: Result;
  beforeEach(async () => {
    const body = { displayName: "robot", description: claim, personaQualifiedNames: [] };
    await run.control.api("POST", `/api/service/apikeys/${made.state?.id}`, body);
    read = await (await run.again()).read(made);
  });

  it("is drift, and taken off by the update that follows", async () => {
    expect(read.state).toMatchObject({ description: claim });
    const { errors } = await run.update(read, { description: "" });
    expect(errors).toEqual([]);
    expect(await run.control.tokensNamed("robot")).toMatchObject([{ description: "" }]);
  });

  it("is not sent back where the configuration ignores the description", async () => {
    const { state, errors } = await run.update(read, { display_name: "other" });
    expect(errors).toEqual([]);
    expect(state).toMatchObject({ display_name: "other", description: claim });
    expect(await run.control.tokensNamed("other")).toMatchObject([{ description: "" }]);
  });
});

describe("an update of a token", () => {
  it.each([0, 3_000, 30_000])(
    "holds where the list is %d ms late, after one write",
    async (listLagMs) => {
      await run.control.changeSettings({ listLagMs });
      const change = { display_name: "other", persona_qualified_names: [two] };
      const { state, errors } = await run.update(made, change);
      expect(errors).toEqual([]);
      expect(state).toEqual({ ...made.state, ...change });
      expect(await run.control.tokensNamed("other")).toMatchObject([
        { personaQualifiedNames: [two] },
      ]);
      const writes = (await run.control.requests()).filter(({ method }) => method === "POST");
      expect(writes).toHaveLength(3);
    },
  );

  it("that may have been written and cannot be looked at keeps what was to go, with an error", async () => {
    await run.control.addFaults(
      { match: UPDATE, do: { dropReply: true } },
      { match: LIST, skip: 1, times: 99, do: { status: 403, body: { message: "not now" } } },
    );
    const result = await run.update(made, { persona_qualified_names: [two] });
    const { state } = result;
    expect(result.errors).toMatchObject([{ summary: "Cannot update API token" }]);
    expect(result.warnings).toMatchObject([
      { summary: `Update of API token ${state?.id} was not checked` },
    ]);
    expect(state?.persona_qualified_names).toEqual([two, one]);
    await run.control.clearFaults();
    const read = await (await run.again()).read({ ...made, state });
    expect(read.state?.persona_qualified_names).toEqual([two]);
  });

  it("that is refused leaves the state as it was", async () => {
    const { state, errors } = await run.update(made, {
      persona_qualified_names: ["default/nobody"],
    });
    expect(errors).toMatchObject([{ attribute: ["persona_qualified_names"] }]);
    expect(state).toEqual(made.state);
  });
});
