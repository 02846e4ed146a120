// Each step of a rotation, failing: until the successor takes over the state is as it was and nothing is left; from then on only warnings.

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Fault } from "../../../../src/tenant/index.js";
import { HELD_UP } from "../../../tenant-control.js";
import { until } from "../../../until.js";
import { KINDS } from "../principals/kinds.js";
import { type RotationWorld, rotate, rotationWorld } from "./rotation-world.js";

let world: RotationWorld;
afterEach(() => world.run.tenant.stop());

const WRITE = { method: "POST", path: "entity/bulk" };
const refused = { status: 403, body: { errorCode: "ATLAS-403-00-001", errorMessage: "no" } };
const broken = { status: 500, body: { message: "broken" } };

type Failing = readonly [step: string, summary: string, ...faults: Fault[]];

describe.each(KINDS)("of %s:", (_name, kind) => {
  beforeEach(async () => {
    world = await rotationWorld({}, {}, kind);
  });
  const { noun, update: UPDATE } = kind;
  const POST = { method: "POST", path: `^${kind.collection}$` };

  const beforeTakingOver: readonly Failing[] = [
    [
      "what it holds cannot be asked",
      `Cannot rotate ${noun}`,
      { match: { path: "indexsearch" }, times: 9, do: broken },
    ],
    [
      "it is not listed, and perhaps young",
      `Cannot rotate ${noun}`,
      { match: { method: "GET", path: `${kind.collection}$` }, times: 9, do: broken },
    ],
    [
      "the successor is refused",
      `Cannot create ${noun}`,
      { match: POST, do: { status: 400, body: { message: "no" } } },
    ],
    [
      "the successor's answer is lost, and it cannot be made again",
      `Cannot create ${noun}`,
      { match: POST, do: { dropReply: true } },
      { match: POST, times: 9, do: { status: 400, body: { message: "no" } } },
    ],
    [
      "the successor never becomes ready",
      `${noun} does not become ready`,
      { match: { path: "users/current" }, skip: 1, times: 999, do: { status: 401 } },
    ],
    [
      "an asset refuses the write",
      "The owner of user_bearer_token may not change the asset",
      { match: WRITE, times: 99, do: refused },
    ],
  ];

  describe("a rotation that fails before the successor takes over", () => {
    it.each(beforeTakingOver)(
      "leaves everything as it was: %s",
      async (_step, summary, ...faults) => {
        const { run, made } = world;
        const before = await world.holders();
        await run.control.addFaults(...faults);
        const { state, errors } = await rotate(run, made);
        await run.control.clearFaults();
        expect(errors[0]?.summary).toBe(summary);
        expect(errors[0]?.detail).toContain("secret goes on working");
        expect(state).toEqual(made.state);
        expect(await world.names()).toEqual(["loader"]);
        expect(await world.holders()).toEqual(before);
        expect(await world.statusOf(made)).toBe(200);
      },
    );

    it("says so where another run has deleted the successor", async () => {
      const { run, made } = world;
      const unknown = "Keycloak user not found with userName x";
      const body = { errorCode: "ATLAS-500-00-001", errorMessage: unknown };
      await run.control.addFaults({ match: WRITE, times: 99, do: { status: 500, body } });
      const { errors } = await rotate(run, made);
      await run.control.clearFaults();
      expect(errors[0]?.summary).toBe("Cannot carry a right to the new secret");
      expect(errors[0]?.detail).toMatch(
        /user not found.*does not know service-account-.*another run/,
      );
      expect(errors[0]?.detail).not.toContain("usernames takes");
    });

    it("can be made again", async () => {
      await world.run.control.addFaults({ match: WRITE, times: 99, do: refused });
      const failed = await rotate(world.run, world.made);
      await world.run.control.clearFaults();
      const { errors, warnings } = await rotate(await world.run.again(), {
        ...world.made,
        ...failed,
      });
      expect({ errors, warnings: warnings.length }).toEqual({ errors: [], warnings: 0 });
    });

    it("names a successor that it cannot delete, which the next rotation deletes", async () => {
      const { run, made } = world;
      await run.control.addFaults(
        { match: WRITE, times: 99, do: refused },
        { match: { method: "DELETE" }, times: 9, do: refused },
      );
      const { errors, warnings } = await rotate(run, made);
      expect(errors).not.toEqual([]);
      const left = kind
        .held(await run.control.state())
        .find(({ displayName }) => displayName.includes("successor of"));
      expect(warnings.map(({ summary }) => summary)).toContain(`${noun} ${left?.id} may be left`);
      await run.control.clearFaults();
      const again = await rotate(await run.again(), made);
      expect(again.errors).toEqual([]);
      expect(again.warnings).toMatchObject([{ summary: `Purged unfinished ${noun} ${left?.id}` }]);
      expect(await world.names()).toHaveLength(2);
    });
  });

  describe("a write whose answer is lost", () => {
    const lost: readonly (readonly [string, Fault])[] = [
      ["of the create", { match: POST, do: { dropReply: true } }],
      ["of an asset", { match: WRITE, do: { dropReply: true } }],
      ["of a name", { match: UPDATE, do: { dropReply: true } }],
      ["with a 500 after it was done", { match: POST, do: { replyAfterCommit: broken } }],
    ];
    it.each(lost)(
      "%s: the rotation ends with two of them and all rights",
      async (_which, fault) => {
        const { run, made } = world;
        await run.control.addFaults(fault);
        const { state, errors } = await rotate(run, made);
        expect(errors).toEqual([]);
        expect(await world.names()).toHaveLength(2);
        expect((await world.holders()).admins).toEqual([
          "amira",
          made.state?.username,
          state?.username,
        ]);
      },
    );
  });

  describe("a rotation whose successor has taken over", () => {
    it.each(["old", "new"])("only warns where the %s one cannot be renamed", async (which) => {
      const { run, made } = world;
      const skip = which === "old" ? 0 : 1;
      const refusal = { status: 400, body: { message: "no" } };
      await run.control.addFaults({ match: UPDATE, skip, do: refusal });
      const { state, errors, warnings } = await rotate(run, made);
      expect(errors).toEqual([]);
      expect(warnings).toMatchObject([
        { summary: `Rotation of ${noun} ${made.state?.id} is not complete` },
      ]);
      expect(state?.id).not.toBe(made.state?.id);
      expect(await world.statusOf({ ...made, state })).toBe(200);
    });

    it("only warns where a right is not seen within a minute", async () => {
      const { run, made } = world;
      await run.control.changeSettings({ tokenReads: "granted", grantActivationMs: 300_000 });
      const { state, errors, warnings } = await rotate(run, made);
      expect(errors).toEqual([]);
      expect(warnings).toMatchObject([
        { summary: `Rights of the new secret of ${made.state?.id} were not seen` },
      ]);
      expect((await world.holders()).viewers).toContain(state?.username);
    });
  });

  describe("the time of an update", () => {
    it("bounds a rotation, which leaves everything as it was", async () => {
      const { run, made } = world;
      const refusal = { status: 401 };
      await run.control.addFaults({
        match: { path: "users/current" },
        skip: 1,
        times: 999,
        do: refusal,
      });
      const state = {
        ...made.state,
        timeouts: { create: null, read: null, update: "30s", delete: null },
      };
      const startedMs = run.clock.elapsedMs();
      const rotated = await rotate(run, { ...made, state });
      expect(run.clock.elapsedMs() - startedMs).toBeLessThanOrEqual(30_000);
      expect(rotated.errors).toMatchObject([{ summary: `${noun} does not become ready` }]);
      expect(rotated.state).toEqual(state);
      expect(await world.names()).toEqual(["loader"]);
    });
  });

  describe("a stop", () => {
    it("while the successor takes over does not keep it from its name", async () => {
      const { run, made } = world;
      await run.control.addFaults({ match: UPDATE, do: HELD_UP });
      const running = rotate(run, made);
      const isNaming = async () =>
        (await run.control.requests()).some(
          ({ method, path }) => method === UPDATE.method && new RegExp(UPDATE.path).test(path),
        );
      await until(isNaming);
      run.stop();
      await run.control.clearFaults();
      const { state, errors } = await running;
      expect(errors).toEqual([]);
      expect(await world.token(state?.id)).toMatchObject({
        displayName: "loader",
        description: "",
      });
      expect(await world.names()).toHaveLength(2);
    });

    it("before the successor takes over undoes the rotation", async () => {
      const { run, made } = world;
      await run.control.addFaults({
        match: { path: "users/current" },
        skip: 1,
        times: 999,
        do: { status: 401 },
      });
      const running = rotate(run, made);
      run.clock.setAlarm(5_000, () => run.stop());
      const { state, errors } = await running;
      expect(errors).toMatchObject([{ summary: `Stopped updating the ${noun}` }]);
      expect(state).toEqual(made.state);
      expect(await world.names()).toEqual(["loader"]);
    });
  });
});
