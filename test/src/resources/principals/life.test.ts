// The life of a principal with a one-time secret, the same for each kind: made once, proven, updated, missed, imported, deleted.
import { afterEach, describe, expect, it } from "@jest/globals";
import { Secret } from "../../../../src/framework/index.js";
import { claimText } from "../../../../src/resources/principals/claim.js";
import type { FaultEffect } from "../../../../src/tenant/index.js";
import { type Held, KINDS } from "./kinds.js";
import { principalRun, type TokenRun } from "./token-run.js";

describe.each(KINDS)("%s", (_name, kind) => {
  let run: TokenRun;
  afterEach(() => run.tenant.stop());

  const { noun, short } = kind;
  const seed = { users: [{ username: "amira", admin: true }], personas: [{ name: "Loaders" }] };
  const create = { method: "POST", path: `^${kind.collection}$` };
  const start = async (settings = {}) => {
    run = await principalRun(kind, { seed }, { settings });
    return run;
  };
  const named = async (name: string): Promise<readonly Held[]> =>
    kind.held(await run.control.state()).filter(({ displayName }) => displayName === name);
  const claim = (minutes: number) =>
    claimText(
      "00000000-0000-4000-8000-000000000001",
      new Date(run.clock.nowMs() + minutes * 60_000),
    );
  const remove = (held: Pick<Held, "id" | "clientId">) =>
    run.control.api("DELETE", `${kind.collection}/${kind.key(held)}`);

  it("is made under a claim, proven, and given its description last", async () => {
    await start();
    const made = await run.create({ display_name: "robot", description: "Loads" });
    expect([made.errors, made.warnings]).toEqual([[], []]);
    const [held] = await named("robot");
    expect(held).toMatchObject({ id: made.state?.id, description: "Loads" });
    expect(made.state).toMatchObject({
      client_id: held?.clientId,
      username: `service-account-${held?.clientId}`,
      active_usernames: [`service-account-${held?.clientId}`],
      [kind.secret]: expect.any(Secret),
      [kind.sealed]: null,
    });
  });

  it.each<[string, FaultEffect]>([
    ["whose reply is lost", { dropReply: true }],
    ["that is answered 500 after it was made", { replyAfterCommit: { status: 500 } }],
    ["that is answered with a login page", { replyAfterCommit: { status: 200, body: "<html>" } }],
  ])("exists once after a create %s", async (_fault, effect) => {
    await start();
    await run.control.addFaults({ match: create, do: effect });
    const { state, errors } = await run.create({ display_name: "robot" });
    expect(errors).toEqual([]);
    expect(await named("robot")).toMatchObject([{ id: state?.id }]);
  });

  it("that was not created is named where one may be left", async () => {
    await start({ max_retries: 0 });
    await run.control.addFaults({ match: create, do: { reset: true } });
    const { state, errors } = await run.create({ display_name: "robot" });
    expect(state).toBeNull();
    expect(errors).toMatchObject([
      { summary: `Cannot create ${noun}`, detail: expect.stringContaining("being created by") },
    ]);
  });

  it("that a killed create left is purged when its claim is stale, and told before", async () => {
    await start();
    const id = await kind.leave(run.control, "robot", claim(-1));
    const other = await kind.leave(run.control, "robot", claim(10));
    const { warnings } = await run.create({ display_name: "robot" });
    expect(warnings.map(({ summary }) => summary)).toEqual([
      `Purged unfinished ${noun} ${id}`,
      `${noun} ${other} is not finished`,
    ]);
  });

  it("keeps what was made, with an error, where the last update is refused", async () => {
    await start({ max_retries: 0 });
    const refused = { status: 400, body: { message: "not on Sundays" } };
    await run.control.addFaults({ match: kind.update, do: refused });
    const { state, errors } = await run.create({ display_name: "robot" });
    expect(await named("robot")).toMatchObject([{ id: state?.id, description: "" }]);
    expect(errors).toMatchObject([
      { summary: `Cannot finish ${noun}`, detail: expect.stringContaining("tainted") },
    ]);
  });

  it("is not made twice where it is the one in use", async () => {
    await start();
    const { state } = await run.create({ display_name: "robot" });
    const asItself = await run.again(kind.signInAs(state ?? {}));
    const { errors } = await asItself.create({ display_name: "robot" });
    expect(errors).toMatchObject([{ summary: `Refused to create the ${short} in use again` }]);
    expect(await named("robot")).toHaveLength(1);
  });

  it("is not deleted where it is the one in use, and the plan says so", async () => {
    await start();
    const made = await run.create({ display_name: "robot" });
    const asItself = await run.again(kind.signInAs(made.state ?? {}));
    const read = await asItself.read(made);
    expect(read.errors).toEqual([]);
    const planned = await asItself.planDestroy(read);
    expect(planned.errors).toMatchObject([{ summary: `Refused to delete the ${short} in use` }]);
    const { errors } = await asItself.remove(made);
    expect(errors).toMatchObject([{ summary: `Refused to delete the ${short} in use` }]);
    expect(await named("robot")).toHaveLength(1);
  });

  it("changes its name and description in place", async () => {
    await start();
    const made = await run.create({ display_name: "robot" });
    const { state, errors } = await run.update(made, { display_name: "loader", description: "x" });
    expect(errors).toEqual([]);
    expect(await named("loader")).toMatchObject([{ id: state?.id, description: "x" }]);
    expect(state).toMatchObject({ [kind.secret]: made.state?.[kind.secret] });
  });

  it("that is gone is dropped once the list shows another one, and not before it is old", async () => {
    await start();
    const made = await run.create({ display_name: "robot" });
    const other = await run.create({ display_name: "other" });
    const again = await run.again();
    await again.read(other);
    const [held] = await named("robot");
    if (held !== undefined) await remove(held);
    const summary = `Cannot tell whether the ${noun} still exists`;
    expect((await again.read(made)).errors).toMatchObject([{ summary }]);
    run.clock.advance(600_000);
    const later = await run.again();
    await later.read(other);
    const { state, errors, warnings } = await later.read(made);
    expect([state, errors]).toEqual([null, []]);
    expect(warnings).toMatchObject([{ summary: `${noun} ${made.state?.id} is gone` }]);
  });

  it("is imported by each of its names, without a secret", async () => {
    await start();
    const { state } = await run.create({ display_name: "robot", description: "Loads" });
    const ids = [state?.id, state?.client_id, state?.username, "name:robot"].map(String);
    for (const id of ids) {
      const imported = await run.import(id);
      expect(imported.errors).toEqual([]);
      expect(imported.state).toMatchObject({
        id: state?.id,
        display_name: "robot",
        description: "Loads",
        [kind.secret]: null,
        [kind.sealed]: null,
      });
    }
    const { errors } = await run.import("robot");
    expect(errors).toMatchObject([{ summary: "Import id not understood" }]);
  });

  it("is deleted, and so is one that is gone already", async () => {
    await start();
    const made = await run.create({ display_name: "robot" });
    expect((await run.remove(made)).errors).toEqual([]);
    expect(await named("robot")).toEqual([]);
    expect((await run.remove(made)).errors).toEqual([]);
  });
});
