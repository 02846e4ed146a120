import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Result, type TokenRun, tokenRun } from "../principals/token-run.js";

const DELETE = { method: "DELETE", path: "^/api/service/apikeys/.+" };
const LIST = { method: "GET", path: "^/api/service/apikeys$" };

let run: TokenRun;
let made: Result;
beforeEach(async () => {
  run = await tokenRun({}, { max_retries: 0 });
  made = await run.create({ display_name: "robot" });
});
afterEach(() => run.tenant.stop());

const deletions = async () =>
  (await run.control.requests()).filter(({ method }) => method === "DELETE").length;

const gone = { state: null, errors: [], warnings: [] };

describe("a token that is deleted a moment after it was made", () => {
  it("is gone after one request", async () => {
    expect(await run.remove(made)).toMatchObject(gone);
    expect(await run.control.tokensNamed("robot")).toEqual([]);
    expect(await deletions()).toBe(1);
  });

  it("is gone when the reply to its deletion is lost", async () => {
    await run.control.addFaults({ match: DELETE, do: { dropReply: true } });
    expect(await run.remove(made)).toMatchObject(gone);
    expect(await deletions()).toBe(1);
  });

  it.each([500, 501, 408])(
    "is gone when its deletion is carried out and answered %d",
    async (status) => {
      await run.control.addFaults({ match: DELETE, do: { replyAfterCommit: { status } } });
      expect(await run.remove(made)).toMatchObject(gone);
    },
  );

  it("is gone when the list shows it for some time after a lost reply", async () => {
    await run.control.changeSettings({ listLagMs: 10_000 });
    await run.control.addFaults({ match: DELETE, do: { dropReply: true } });
    expect(await run.remove(made)).toMatchObject(gone);
  });

  it("is deleted by another try when the first broke before it arrived", async () => {
    await run.control.addFaults({ match: DELETE, do: { reset: true } });
    expect(await run.remove(made)).toMatchObject(gone);
    expect(await run.control.tokensNamed("robot")).toEqual([]);
  });

  it("stays in the state when the tenant refuses", async () => {
    await run.control.addFaults({
      match: DELETE,
      times: 9,
      do: { status: 403, body: { message: "no" } },
    });
    const { state, errors } = await run.remove(made);
    expect(state).toMatchObject({ id: made.state?.id });
    expect(errors).toMatchObject([{ summary: "Cannot delete API token" }]);
    expect(await deletions()).toBe(1);
  });

  it("stays in the state when nobody can tell whether it is gone", async () => {
    await run.control.addFaults({ match: DELETE, times: 9, do: { status: 404 } });
    const empty = { totalRecord: 0, filterRecord: 0, records: [] };
    await run.control.addFaults({ match: LIST, times: 9, do: { status: 200, body: empty } });
    const { state, errors } = await run.remove(made);
    expect(state).toMatchObject({ id: made.state?.id });
    expect(errors).toMatchObject([{ summary: "Cannot tell whether the API token still exists" }]);
  });
});

describe("a token that somebody else has deleted", () => {
  const deleteElsewhere = () => run.control.api("DELETE", `/api/service/apikeys/${made.state?.id}`);

  it("is not proven gone while it is young", async () => {
    await deleteElsewhere();
    const { errors } = await run.remove(made);
    expect(errors).toMatchObject([
      { detail: expect.stringContaining("less than five minutes ago") },
    ]);
  });

  it("is gone once it is old, and so it is while the list still shows it", async () => {
    run.clock.advance(600_000);
    await run.control.changeSettings({ listLagMs: 10_000 });
    await deleteElsewhere();
    expect(await run.remove(made)).toMatchObject(gone);
  });
});

describe("the token that the plugin runs as", () => {
  it("is never deleted, tainted or not", async () => {
    const me = await run.control.api("GET", "/api/service/users/current");
    const { username } = (await me.json()) as { username: string };
    const own = (await run.control.state()).tokens.find((token) => token.username === username);
    if (own === undefined) throw new Error("Cannot find the token in use");
    const { errors } = await run.remove(run.known(own));
    expect(errors).toMatchObject([{ summary: "Refused to delete the token in use" }]);
    expect(await deletions()).toBe(0);
  });
});
