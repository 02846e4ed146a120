// Plans of tokens with a predecessor: how long it stays, and when it goes.
import { describe, expect, it } from "@jest/globals";
import { type ObjectValue, UNKNOWN } from "../../../../src/framework/index.js";
import { DAY, retiring, rotationPlans, settings } from "./rotation-plans.js";

const { planOf } = rotationPlans();

const DELETES = "Predecessors of rotated secrets are deleted";

describe("a predecessor", () => {
  const due = { ...retiring, due: true };
  const active = {
    active_ids: ["this", "older"],
    active_usernames: ["service-account-apikey-this", "service-account-apikey-older"],
  };
  const withOne = (one: ObjectValue, config: ObjectValue = {}, notes = {}) =>
    planOf({
      prior: { retiring: [one], retirement_due: one.due === true, ...active },
      config,
      notes,
    });
  const overlap = (overlap_seconds: number) => ({ rotation: { ...settings, overlap_seconds } });
  const GONE = {
    retiring: [],
    retirement_due: false,
    active_ids: ["this"],
    active_usernames: ["service-account-apikey-this"],
  };

  it("stays until it is due, and then goes with an update", async () => {
    expect((await withOne(retiring)).state).toMatchObject({ retiring: [retiring], ...active });
    const { state, warnings } = await withOne(due);
    expect(state).toMatchObject({ id: "this", ...GONE });
    expect(warnings).toMatchObject([
      { summary: DELETES, detail: expect.stringContaining("the API token older") },
    ]);
  });

  it("goes without `rotation`, too", async () => {
    expect((await withOne(due, { rotation: null })).state).toMatchObject(GONE);
  });

  it.each([true, UNKNOWN])("stays where something else deletes it: %s", async (elsewhere) => {
    const { state } = await withOne(due, { retired_elsewhere: elsewhere });
    expect(state).toMatchObject({ retiring: [due], retirement_due: true, ...active });
  });

  it("retires by the overlap as it is now: a longer one holds it", async () => {
    const { state } = await withOne(due, overlap(2 * DAY));
    const held = { ...retiring, retire_at: "2026-03-03T10:00:00Z" };
    expect(state).toMatchObject({ retiring: [held], retirement_due: false, ...active });
  });

  it("is due by a shorter one when Read says so", async () => {
    const { state } = await withOne(retiring, overlap(60));
    const { retire_at, due: isDue } = Object([state?.retiring].flat()[0]);
    expect({ retire_at, isDue }).toEqual({ retire_at: "2026-03-01T10:01:00Z", isDue: false });
  });

  it("goes now with an overlap of 0, but for one that the run signs in as", async () => {
    expect((await withOne(retiring, overlap(0))).state).toMatchObject(GONE);
    const own = await withOne(retiring, overlap(0), { own_predecessor: "older" });
    expect(own.state).toMatchObject({ retirement_due: false, ...active });
  });
});
