// Plans of tokens that rotate, as the plugin gives them to Terraform.
import { describe, expect, it } from "@jest/globals";
import { type ObjectValue, UNKNOWN } from "../../../../src/framework/index.js";
import { NOTHING } from "../provider-run.js";
import {
  changedMap,
  configOf,
  DAY,
  type PlanCase,
  retiring,
  rotationPlans,
  settings,
  TYPE,
  token,
} from "./rotation-plans.js";

const { run, start, planOf } = rotationPlans();

const ROTATED = {
  id: UNKNOWN,
  client_id: UNKNOWN,
  username: UNKNOWN,
  access_token: UNKNOWN,
  sealed_access_token: null,
  created_at: UNKNOWN,
  created_by: UNKNOWN,
  expires_at: UNKNOWN,
  expired: UNKNOWN,
  active_ids: UNKNOWN,
  active_usernames: UNKNOWN,
  ready_for_rotation: false,
  rotate_at: UNKNOWN,
};

const PREDECESSOR = {
  id: "this",
  client_id: "apikey-this",
  username: "service-account-apikey-this",
  rotated_at: UNKNOWN,
  retire_at: UNKNOWN,
  due: false,
};

const WILL_ROTATE = "Secrets are rotated";
const DELETES = "Predecessors of rotated secrets are deleted";

describe("a token is rotated in place, with a warning that names why", () => {
  const ready = { prior: { ready_for_rotation: true } };

  it.each<[string, PlanCase, RegExp]>([
    ["when it is time", ready, /has reached the time/],
    [
      "when a value changes",
      changedMap("rotate_when_changed", { version: "1" }, { version: "2" }),
      /rotate_when_changed changes/,
    ],
    ["when it has expired", { prior: { expired: true } }, /it has expired/],
    [
      "when its lifetime changes",
      { config: { validity_seconds: 60 * DAY } },
      /validity_seconds changes/,
    ],
    [
      "when its recipients change",
      { config: { seal_to: ["age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"] } },
      /seal_to changes/,
    ],
  ])("%s", async (_name, change, why) => {
    const { state, replacing, errors, warnings } = await planOf(change);
    expect(errors).toEqual([]);
    expect(replacing).toEqual([]);
    const isSealed = change.config?.seal_to !== undefined;
    expect(state).toMatchObject({
      ...ROTATED,
      access_token: isSealed ? null : UNKNOWN,
      sealed_access_token: isSealed ? UNKNOWN : null,
      retiring: [PREDECESSOR],
      retirement_due: false,
    });
    expect(warnings).toMatchObject([{ summary: WILL_ROTATE, detail: expect.stringMatching(why) }]);
  });

  it("after a leak, and then it is never among those that retire", async () => {
    const { state, warnings } = await planOf(
      changedMap("revoke_when_changed", { leak: "0" }, { leak: "1" }),
    );
    expect(state).toMatchObject({ ...ROTATED, retiring: [] });
    expect(warnings).toMatchObject([{ detail: expect.stringContaining("Apply deletes it first") }]);
  });

  it.each<[string, ObjectValue[string]]>([
    ["a time", { ...settings, rotate_every_seconds: UNKNOWN }],
    ["any of its settings", UNKNOWN],
  ])(
    "when it is time, where %s is not known: it is most likely the same",
    async (_name, rotation) => {
      expect((await planOf({ ...ready, config: { rotation } })).state).toMatchObject(ROTATED);
    },
  );

  it("beside a predecessor that retires already", async () => {
    const { state } = await planOf({ prior: { ready_for_rotation: true, retiring: [retiring] } });
    expect(state?.retiring).toEqual([retiring, PREDECESSOR]);
  });

  it("and takes one that is due out, after a warning, unless the token has leaked", async () => {
    const due = { ...retiring, due: true };
    const prior = { ready_for_rotation: true, retiring: [due], retirement_due: true };
    const { state, warnings } = await planOf({ prior });
    expect(state).toMatchObject({ retiring: [PREDECESSOR], retirement_due: false });
    expect(warnings).toContainEqual(expect.objectContaining({ summary: DELETES }));
    const leaked = { revoke_when_changed: { incident: "none" } };
    const known = { ...prior, rotation: { ...settings, ...leaked } };
    const rotation = { ...settings, revoke_when_changed: { incident: "one" } };
    const revoked = await planOf({ prior: known, config: { rotation } });
    expect(revoked.state).toMatchObject({ retiring: [due], retirement_due: true });
  });

  it("and the same again, when Terraform plans during apply", async () => {
    const first = await planOf(ready);
    const during = await start();
    const state = { ...token, ready_for_rotation: true };
    const known = { state, private: new Uint8Array() };
    expect((await during.plan(TYPE, known, configOf(state, {}))).state).toEqual(first.state);
  });

  it("an imported one with the lifetime that is configured, which it had not before", async () => {
    const imported = { notes: { $imported: true }, config: { validity_seconds: 60 * DAY } };
    const kept = await planOf(imported);
    expect(kept.state).toEqual(token);
    const { state, private: bytes } = await planOf({ ...imported, ...ready });
    expect(state).toMatchObject({ ...ROTATED, validity_seconds: 60 * DAY });
    expect(new TextDecoder().decode(bytes)).toBe("{}");
  });
});

describe("a token is not rotated", () => {
  it.each<[string, PlanCase, ObjectValue]>([
    ["while nothing asks for it", {}, {}],
    [
      "when `rotation` is added",
      { prior: { rotation: null, rotate_at: null }, config: { rotation: settings } },
      { rotation: settings },
    ],
    [
      "by a map that was not set before",
      changedMap("rotate_when_changed", null, { version: "1" }),
      { rotation: { ...settings, rotate_when_changed: { version: "1" } } },
    ],
    [
      "by a map that is not set any more",
      changedMap("revoke_when_changed", { leak: "0" }, null),
      { rotation: { ...settings, revoke_when_changed: null } },
    ],
    [
      "by a time that other settings had set: Read has to say it anew",
      {
        prior: { ready_for_rotation: true },
        config: { rotation: { ...settings, rotate_every_seconds: 60 * DAY } },
      },
      { ready_for_rotation: false, rotation: { ...settings, rotate_every_seconds: 60 * DAY } },
    ],
    [
      "once `rotation` is removed, and forgets when it would have been",
      { prior: { ready_for_rotation: true }, config: { rotation: null } },
      { ready_for_rotation: false, rotate_at: null, rotation: null },
    ],
  ])("%s", async (_name, change, planned) => {
    const { state, replacing, errors, warnings } = await planOf(change);
    expect({ replacing, errors, warnings }).toEqual({ replacing: [], errors: [], warnings: [] });
    expect(state).toEqual({ ...token, ...change.prior, ...planned });
  });

  it("counts a period that is added from when Read sees it first", async () => {
    const before = { ...settings, rotate_every_seconds: null, rotate_before_expiry_seconds: DAY };
    const { state } = await planOf({ prior: { rotation: before }, config: { rotation: settings } });
    expect(state?.rotate_at).toBeNull();
  });

  it("by what is not known: it is said that it may be, and stays as it is", async () => {
    const change = changedMap("rotate_when_changed", { version: "1" }, { version: UNKNOWN });
    const { state, warnings } = await planOf(change);
    expect(state).toMatchObject({ id: "this", access_token: token.access_token });
    expect(state?.ready_for_rotation).toBe(UNKNOWN);
    expect(warnings).toMatchObject([{ summary: "Rotations wait for values that are not known" }]);
  });

  it("by what turns out to be the same", async () => {
    const change = changedMap("rotate_when_changed", { version: "1" }, { version: "1" });
    expect((await planOf(change)).state).toEqual({ ...token, ...change.prior });
  });

  it("without `rotation`: a lifetime that changes asks for a replacement", async () => {
    const { errors } = await planOf({
      prior: { rotation: null },
      config: { validity_seconds: 60 * DAY },
    });
    expect(errors).toMatchObject([{ summary: "Cannot replace API token in this run" }]);
  });
});

describe("where Terraform tells, during apply, what the plan had noted", () => {
  const during = async (first: PlanCase, then: PlanCase) => {
    const { private: noted } = await planOf(first);
    const state = { ...token, ...then.prior };
    const known = { state, private: NOTHING.private };
    return run().plan(TYPE, known, configOf(state, then.config ?? {}), noted);
  };

  it("a value that was not known makes the next apply rotate", async () => {
    const first = changedMap("rotate_when_changed", { version: "1" }, { version: UNKNOWN });
    const then = changedMap("rotate_when_changed", { version: "1" }, { version: "2" });
    const planned = await during(first, then);
    expect(planned.state).toEqual({ ...token, ...then.config, ready_for_rotation: true });
    expect(planned.private).toEqual(NOTHING.private);
    expect(planned.warnings).toMatchObject([{ summary: "The next apply rotates secrets" }]);
  });

  it("a leak that was not known is an error: the next apply revokes", async () => {
    const first = changedMap("revoke_when_changed", { leak: "0" }, { leak: UNKNOWN });
    const then = changedMap("revoke_when_changed", { leak: "0" }, { leak: "1" });
    expect((await during(first, then)).errors).toMatchObject([
      { summary: "Cannot rotate in this run" },
    ]);
  });

  it("a value that was known rotates as planned", async () => {
    const change = changedMap("rotate_when_changed", { version: "1" }, { version: "2" });
    expect((await during(change, change)).state).toMatchObject(ROTATED);
  });
});

describe("the API key in use", () => {
  const own = { notes: { own_token: true } };

  it("rotates with an overlap, and a warning", async () => {
    const { errors, warnings } = await planOf({ ...own, prior: { ready_for_rotation: true } });
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([
      { summary: WILL_ROTATE },
      { summary: "The API key in use will be rotated" },
    ]);
  });

  it("is not revoked", async () => {
    const change = changedMap("revoke_when_changed", { leak: "0" }, { leak: "1" });
    expect((await planOf({ ...own, ...change })).errors).toMatchObject([
      { summary: "Refused to revoke the token in use" },
    ]);
  });
});

it("a new token has no predecessor, and is not ready for a rotation", async () => {
  const { state } = await run().plan(TYPE, NOTHING, configOf(token, {}));
  expect(state).toMatchObject({
    ready_for_rotation: false,
    retirement_due: false,
    retiring: [],
    rotate_at: UNKNOWN,
  });
});
