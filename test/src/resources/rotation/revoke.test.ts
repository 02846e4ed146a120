// A leak: the old secret ends with the first request, and the successor gets what can be given.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { claimText } from "../../../../src/resources/principals/claim.js";
import { KINDS } from "../principals/kinds.js";
import type { Result, TokenRun } from "../principals/token-run.js";
import {
  EVERY_HOUR,
  everyHour,
  type RotationWorld,
  rotate,
  rotationWorld,
} from "./rotation-world.js";

describe.each(KINDS)("%s:", (_name, kind) => {
  const { noun } = kind;
  let world: RotationWorld;
  let made: Result;
  beforeEach(async () => {
    world = await rotationWorld({}, {}, kind);
    const rotation = { ...everyHour(kind), revoke_when_changed: { leak: "0" } };
    made = { ...world.made, state: { ...world.made.state, rotation } };
  });
  afterEach(() => world.run.tenant.stop());

  const revoke = (run: TokenRun, prior = made) =>
    rotate(run, prior, { rotation: { revoke_when_changed: { leak: "1" } } });

  const refuseToMake = () =>
    world.run.control.addFaults({
      match: { method: "POST", path: `^${kind.collection}$` },
      do: { status: 400, body: { message: "no" } },
    });

  describe("a secret that has leaked", () => {
    it("ends with the first request", async () => {
      await revoke(world.run);
      const [first] = await world.run.control.requests();
      expect(first).toMatchObject({
        method: "DELETE",
        path: `${kind.collection}/${kind.key({ id: String(made.state?.id), clientId: String(made.state?.client_id) })}`,
        status: 200,
      });
      expect(await world.statusOf(made)).toBe(401);
    });

    it("has a successor of the same name and with the rights that can be given, and nobody retires", async () => {
      const { state, errors, warnings } = await revoke(world.run);
      expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
      const username = state?.username;
      expect(await world.holders()).toMatchObject({
        admins: ["amira", username],
        viewers: [username],
      });
      expect(await world.names()).toEqual(["loader"]);
      expect(state).toMatchObject({ retiring: [], active_ids: [state?.id] });
      expect(await world.statusOf({ ...made, state })).toBe(200);
    });

    it("takes with it what a killed rotation has left of it", async () => {
      const name = `loader (successor of ${made.state?.client_id})`;
      const staleAfter = new Date(world.run.clock.nowMs() + 3_600_000);
      const claim = claimText("00000000-0000-4000-8000-0000000000ff", staleAfter);
      const left = await kind.leave(world.run.control, name, claim);
      const { errors, warnings } = await revoke(world.run);
      expect(errors).toEqual([]);
      expect(warnings).toMatchObject([{ summary: `Purged unfinished ${noun} ${left}` }]);
      expect(await world.names()).toEqual(["loader"]);
    });

    it("is refused nothing, and told what was not carried, where nobody may give it", async () => {
      const { state, errors, warnings } = await revoke(await world.alone());
      expect(errors).toEqual([]);
      expect(state?.id).not.toBe(made.state?.id);
      expect(warnings).toMatchObject([
        { summary: `Rights of ${noun} ${made.state?.id} were not carried` },
      ]);
      expect(warnings[0]?.detail).toContain(`connection "development" (${world.connection.guid})`);
      expect(warnings[0]?.detail).toContain(`collection "Finance" (${world.collection.guid})`);
    });

    it("stays in the state where it cannot be deleted", async () => {
      const refusal = { status: 403, body: { message: "not now" } };
      await world.run.control.addFaults({ match: { method: "DELETE" }, do: refusal });
      const { state, errors } = await revoke(world.run);
      expect(errors).toMatchObject([{ summary: `Cannot revoke ${noun}` }]);
      expect(state).toEqual(made.state);
    });

    it("is told to be deleted where no successor is made", async () => {
      await refuseToMake();
      const { errors, warnings } = await revoke(world.run);
      expect(errors).toMatchObject([{ summary: `Cannot create ${noun}` }]);
      expect(warnings).toMatchObject([{ summary: `${noun} ${made.state?.id} is revoked` }]);
      expect(await world.names()).toEqual([]);
    });

    it("is gone for the next read where no successor was made, however young it is", async () => {
      const created_at = new Date(world.run.clock.nowMs()).toISOString();
      made = { ...made, state: { ...made.state, created_at } };
      await refuseToMake();
      const revoked = await revoke(world.run);
      const later = await world.run.again();
      expect(await later.read(revoked)).toMatchObject({
        state: null,
        errors: [],
        warnings: [{ summary: `${noun} ${made.state?.id} is gone` }],
      });
    });

    it("is gone for the next read where no successor was made and the tenant lists no other one", async () => {
      await refuseToMake();
      const revoked = await revoke(world.run);
      const later = await world.run.again();
      const body = { totalRecord: 0, filterRecord: 0, records: [] };
      const list = { method: "GET", path: `^${kind.collection}` };
      await later.control.addFaults({ match: list, times: 10, do: { status: 200, body } });
      expect(await later.read(revoked)).toMatchObject({ state: null, errors: [] });
    });

    it("is gone for the grants that the next run reads after it", async () => {
      const connection = { connection_id: world.connection.guid };
      const names = { usernames: [String(made.state?.username)] };
      const grant = await world.run.grant("atlan_connection_admin", { ...connection, ...names });
      expect(grant.errors).toEqual([]);
      await refuseToMake();
      const revoked = await revoke(world.run);
      const later = await world.run.again();
      expect((await later.read(revoked)).errors).toEqual([]);
      expect(await later.readGrant("atlan_connection_admin", grant)).toMatchObject({ errors: [] });
    });

    it("needs no proof that it is gone where its predecessor keeps it in the state, and it is replaced or revoked again", async () => {
      const rotated = await rotate(world.run, made, {
        rotation: { revoke_when_changed: { leak: "0" } },
      });
      expect(rotated).toMatchObject({ errors: [], state: { retiring: [{ id: made.state?.id }] } });
      await refuseToMake();
      const revoked = await revoke(world.run, rotated);
      const again = await world.run.again();
      expect(await again.read(revoked)).toMatchObject({
        state: { id: rotated.state?.id },
        errors: [],
      });
      expect(await revoke(again, revoked)).toMatchObject({ errors: [] });
      const later = await world.run.again();
      expect((await later.remove(await later.read(revoked))).errors).toEqual([]);
    });

    it("leaves nothing noted of it once there is a successor", async () => {
      await refuseToMake();
      const succeeded = await revoke(world.run, await revoke(world.run));
      expect(succeeded.errors).toEqual([]);
      const key = kind.key({
        id: String(succeeded.state?.id),
        clientId: String(succeeded.state?.client_id),
      });
      await world.run.control.api("DELETE", `${kind.collection}/${key}`);
      const { errors } = await (await world.run.again()).read(succeeded);
      expect(errors[0]?.detail).toContain("less than five minutes ago");
    });

    it("is no longer in the state where its successor is made and cannot be finished", async () => {
      const finish = kind.update;
      const refusal = { status: 400, body: { message: "no" } };
      await world.run.control.addFaults({ match: finish, do: refusal });
      const { state, errors } = await revoke(world.run);
      expect(errors).toMatchObject([{ summary: `Cannot finish ${noun}` }]);
      expect(errors[0]?.detail).not.toContain("tainted");
      expect(state?.id).not.toBe(made.state?.id);
      expect(await world.statusOf({ ...made, state })).toBe(200);
    });
  });
});

it("of personas that were linked elsewhere is told that they were not carried", async () => {
  const { run, made } = await rotationWorld();
  const rotation = { ...EVERY_HOUR, revoke_when_changed: { leak: "0" } };
  const read = await (await run.again()).read(made);
  const leaked = { ...read, state: { ...made.state, rotation } };
  const { warnings } = await rotate(run, leaked, {
    rotation: { revoke_when_changed: { leak: "1" } },
  });
  await run.tenant.stop();
  expect(warnings).toMatchObject([
    { summary: `Personas of API token ${made.state?.id} were not carried` },
  ]);
});
