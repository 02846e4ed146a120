// What Read says of a rotation, by the tenant's clock.
import { afterEach, expect, it } from "@jest/globals";
import type { ObjectValue } from "../../../../src/framework/index.js";
import { type TokenRun, tokenRun } from "../principals/token-run.js";
import { EVERY_HOUR } from "../rotation/rotation-world.js";

let run: TokenRun;
afterEach(() => run.tenant.stop());

const HOUR_MS = 3_600_000;

const secondsFrom = (time: unknown, seconds: number): string =>
  `${new Date(Date.parse(String(time)) + seconds * 1000).toISOString().slice(0, 19)}Z`;

async function made(rotation: ObjectValue | null) {
  run = await tokenRun();
  return await run.create({ display_name: "robot", validity_seconds: 86_400, rotation });
}

it("a create says when the first rotation is", async () => {
  const { state } = await made(EVERY_HOUR);
  expect(state?.rotate_at).toBe(secondsFrom(state?.created_at, 3600));
});

it("a token is ready once that time has come, and not before", async () => {
  const created = await made(EVERY_HOUR);
  const young = await run.read(created);
  expect(young.state).toEqual(created.state);
  run.clock.advance(HOUR_MS);
  const { state } = await (await run.again()).read(young);
  expect(state).toEqual({ ...created.state, ready_for_rotation: true });
});

it("a token that is older when `rotation` is added is rotated a period later", async () => {
  const created = await made(null);
  run.clock.advance(5 * HOUR_MS);
  const now = new Date(run.clock.nowMs()).toISOString();
  const added = { ...created, state: { ...created.state, rotation: EVERY_HOUR } };
  const first = await (await run.again()).read(added);
  expect(first.state).toMatchObject({
    ready_for_rotation: false,
    rotate_at: secondsFrom(now, 3600),
  });
  run.clock.advance(HOUR_MS / 2);
  const second = await (await run.again()).read(first);
  expect(second.state).toEqual(first.state);
  expect(second.private).toEqual(first.private);
  run.clock.advance(HOUR_MS);
  const { state } = await (await run.again()).read(second);
  expect(state).toEqual({ ...first.state, ready_for_rotation: true });
});
