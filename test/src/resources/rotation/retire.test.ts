// The end of a predecessor: in an update that leaves it out, with a destroy, and what is never deleted.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type ObjectValue, UNKNOWN } from "../../../../src/framework/index.js";
import { KINDS } from "../principals/kinds.js";
import type { Result, TokenRun } from "../principals/token-run.js";
import { type RotationWorld, rotate, rotationWorld } from "./rotation-world.js";

/** Of a state, or of an entry of `retiring`. */
const known = (state: ObjectValue | null | undefined) => ({
  id: String(state?.id),
  clientId: String(state?.client_id),
});

describe.each(KINDS)("%s:", (_name, kind) => {
  const { noun } = kind;
  const STILL_WORK = `Retired ${noun}s still work`;
  const DELETE = { method: "DELETE", path: `^${kind.collection}/.+` };

  let world: RotationWorld;
  /** The state after a rotation, within the overlap. */
  let rotated: Result;
  beforeEach(async () => {
    world = await rotationWorld({}, {}, kind);
    rotated = await rotate(world.run, world.made);
    world.run.clock.advance(600_000);
    await world.run.control.clearRequests();
  });
  afterEach(() => world.run.tenant.stop());

  /** As a plan says it when all that retire are due. */
  const retired = ({ state }: Result): ObjectValue => ({
    retiring: [],
    retirement_due: false,
    active_ids: [state?.id ?? null],
    active_usernames: [state?.username ?? null],
  });

  /** As the plan of its rotation has it among those that retire. */
  const predecessor = ({ state }: Result): ObjectValue => ({
    id: state?.id ?? null,
    client_id: state?.client_id ?? null,
    username: state?.username ?? null,
    rotated_at: UNKNOWN,
    retire_at: UNKNOWN,
    due: false,
  });

  const retire = (run: TokenRun) => run.update(rotated, retired(rotated));
  const gone = { errors: [], warnings: [] };
  const old = () => world.made.state ?? {};
  const deletions = async () =>
    (await world.run.control.requests()).filter(({ method }) => method === "DELETE").length;

  describe("an update that leaves a predecessor out", () => {
    it("deletes it, and takes its name off what it held", async () => {
      const { state, ...said } = await retire(world.run);
      expect(said).toMatchObject(gone);
      expect(state).toMatchObject(retired(rotated));
      expect(await world.names()).toEqual(["loader"]);
      const { admins, viewers } = await world.holders();
      expect(admins).toEqual(["amira", state?.username]);
      expect(viewers).toEqual([state?.username]);
      expect(await world.statusOf(world.made)).toBe(401);
      expect(await world.statusOf(rotated)).toBe(200);
    });

    it("takes the name off as the successor where nobody else may, and names the assets that are left", async () => {
      await world.run.control.changeSettings({ tokenReads: "granted" });
      const { errors, warnings } = await retire(await world.alone());
      expect(errors).toEqual([]);
      expect(warnings).toMatchObject([{ summary: `Assets may still name ${old().id}` }]);
      expect(warnings[0]?.detail).toContain(`collection "Finance" (${world.collection.guid})`);
      expect(warnings[0]?.detail).toMatch(/collection "Finance" \(.*\): \w+/);
      expect(warnings[0]?.detail).not.toContain(world.connection.guid);
      const { admins, viewers } = await world.holders();
      expect(admins).not.toContain(old().username);
      expect(viewers).toContain(old().username);
    });

    it("and rotates deletes it first: where that fails, nothing is made, and nothing is lost", async () => {
      const again = () => rotate(world.run, rotated, { retiring: [predecessor(rotated)] });
      await world.run.control.addFaults({ match: DELETE, do: { status: 403, body: {} } });
      const refused = await again();
      expect(refused.errors).not.toEqual([]);
      expect(refused.state).toMatchObject({ id: rotated.state?.id, retiring: [{ id: old().id }] });
      expect(await world.statusOf(rotated)).toBe(200);
      const { state, errors } = await again();
      expect(errors).toEqual([]);
      expect(state).toMatchObject({ retiring: [{ id: rotated.state?.id }] });
      expect(await world.statusOf(world.made)).toBe(401);
      expect(await world.statusOf(rotated)).toBe(200);
    });

    it("does not miss one that is gone already", async () => {
      await world.run.control.api("DELETE", `${kind.collection}/${kind.key(known(old()))}`);
      expect(await retire(world.run)).toMatchObject(gone);
    });

    it("does not miss one that was rotated a moment ago, either", async () => {
      const again = await rotate(world.run, rotated);
      await world.run.control.api("DELETE", `${kind.collection}/${kind.key(known(rotated.state))}`);
      const { errors, state } = await world.run.update(again, retired(again));
      expect(errors).toEqual([]);
      expect(state).toMatchObject(retired(again));
    });

    it("keeps it in the state when the tenant refuses", async () => {
      const refusal = { status: 403, body: { message: "no" } };
      await world.run.control.addFaults({ match: DELETE, times: 9, do: refusal });
      const { errors, state } = await retire(world.run);
      expect(errors).toMatchObject([{ summary: `Cannot delete retired ${noun}` }]);
      expect(state).toMatchObject({
        retiring: [{ id: old().id }],
        active_ids: [rotated.state?.id, old().id],
      });
    });

    it("keeps the others in the state when one of them is refused", async () => {
      const again = await rotate(world.run, rotated);
      const path = `^${kind.collection}/${kind.key(known(rotated.state))}$`;
      const refusal = { status: 403, body: { message: "no" } };
      await world.run.control.addFaults({ match: { ...DELETE, path }, times: 9, do: refusal });
      const { state } = await world.run.update(again, retired(again));
      expect(state?.retiring).toMatchObject([{ id: rotated.state?.id }]);
      expect(await world.token(old().id)).toBeUndefined();
    });

    it("says what was not done when it cannot look for assets", async () => {
      const search = { method: "POST", path: "indexsearch" };
      await world.run.control.addFaults({
        match: search,
        times: 99,
        do: { status: 400, body: {} },
      });
      const { errors, warnings } = await retire(world.run);
      expect(errors).toEqual([]);
      expect(warnings[0]?.detail).toMatch(/The search for assets that name it failed: .*400/);
      expect(await world.token(old().id)).toBeUndefined();
    });

    it("deletes no other token than the state says", async () => {
      const [other] = kind.held(await world.run.control.state());
      const retiring = [{ ...retiringOf(rotated)[0], id: other?.id ?? "" }];
      const edited = { ...rotated, state: { ...rotated.state, retiring } };
      const { errors } = await world.run.update(edited, retired(rotated));
      expect(errors).toMatchObject([{ summary: `Refused to delete another ${noun}` }]);
      expect(await deletions()).toBe(0);
    });
  });

  const retiringOf = ({ state }: Result) => (state?.retiring ?? []) as readonly ObjectValue[];

  describe("a run that signs in as the predecessor", () => {
    const asOld = async () => world.run.again(kind.signInAs(world.made.state ?? {}));

    it("does not delete it", async () => {
      const { errors, state } = await retire(await asOld());
      expect(errors).toMatchObject([{ summary: `Refused to delete the ${kind.short} in use` }]);
      expect(errors[0]?.detail).toContain("Give the provider its successor's secret");
      expect(retiringOf({ ...rotated, state })).toMatchObject([{ id: old().id }]);
      expect(await deletions()).toBe(0);
    });

    it("does not destroy its successor, either", async () => {
      const { errors } = await (await asOld()).remove(rotated);
      expect(errors).toMatchObject([{ summary: `Refused to delete the ${kind.short} in use` }]);
      expect(await deletions()).toBe(0);
    });
  });

  describe("a predecessor that is left to something else", () => {
    const reading = async (prior: Result) => {
      const { warnings, ...read } = await (await world.run.again()).read(prior);
      return { ...read, warnings, summaries: warnings.map(({ summary }) => summary) };
    };

    it("is warned of when it has been due before, and still works", async () => {
      const kept = await rotate(world.run, world.made, { retired_elsewhere: true });
      world.run.clock.advance(90_000_000);
      const due = await reading(kept);
      expect(retiringOf(due)).toMatchObject([{ due: true }]);
      expect(due.summaries).not.toContain(STILL_WORK);
      const later = await reading(due);
      expect(later.summaries).toContain(STILL_WORK);
      const warned = later.warnings.find(({ summary }) => summary === STILL_WORK);
      expect(warned?.detail).toContain(`${retiringOf(due)[0]?.id} (since `);
    });

    it("is not missed once it is gone", async () => {
      const kept = await rotate(world.run, world.made, { retired_elsewhere: true });
      world.run.clock.advance(90_000_000);
      const due = await reading(kept);
      await world.run.control.api(
        "DELETE",
        `${kind.collection}/${kind.key(known(retiringOf(due)[0]))}`,
      );
      expect((await reading(due)).summaries).not.toContain(STILL_WORK);
    });
  });

  describe("a destroy in the overlap", () => {
    it("leaves no token, and no name on an asset", async () => {
      expect(await world.run.remove(rotated)).toMatchObject({ state: null, ...gone });
      expect(await world.names()).toEqual([]);
      expect(await world.holders()).toMatchObject({ admins: ["amira"], viewers: [] });
    });

    it("leaves no token without a person, and says where names are left", async () => {
      await world.run.control.changeSettings({ tokenReads: "granted" });
      const { state, errors, warnings } = await (await world.alone()).remove(rotated);
      expect({ state, errors }).toEqual({ state: null, errors: [] });
      expect(await world.names()).toEqual([]);
      expect(warnings.map(({ summary }) => summary)).toEqual([`Assets may still name ${old().id}`]);
    });

    it("deletes the rest when it is tried again", async () => {
      const path = `^${kind.collection}/${kind.key(known(rotated.state))}$`;
      const refusal = { status: 403, body: { message: "no" } };
      await world.run.control.addFaults({ match: { ...DELETE, path }, times: 9, do: refusal });
      const failed = await world.run.remove(rotated);
      expect(failed.errors).toMatchObject([{ summary: `Cannot delete ${noun}` }]);
      await world.run.control.clearFaults();
      expect(await world.run.remove(failed)).toMatchObject({ state: null, errors: [] });
      expect(await world.names()).toEqual([]);
    });
  });
});
