// Plans of tokens that rotate, as the plugin gives them to Terraform.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { apiToken } from "../../../../lib/schema/index.js";
import { type ObjectValue, Secret, UNKNOWN } from "../../../../src/framework/index.js";
import { startTenant, type Tenant } from "../../../../src/tenant/index.js";
import { eventClock } from "../../../event-clock.js";
import { NOTHING, type ProviderRun, providerRun } from "../provider-run.js";

const TYPE = apiToken.typeName;
const DAY = 86_400;

let tenant: Tenant;
let run: ProviderRun;
beforeAll(async () => {
  tenant = await startTenant();
  run = await providerRun(tenant, eventClock(Date.now()));
});
afterAll(() => tenant.stop());

const settings: ObjectValue = {
  rotate_every_seconds: 30 * DAY,
  rotate_before_expiry_seconds: null,
  rotate_when_changed: null,
  revoke_when_changed: null,
  overlap_seconds: DAY,
  carry_asset_grants: true,
};

const retiring: ObjectValue = {
  id: "older",
  client_id: "apikey-older",
  username: "service-account-apikey-older",
  rotated_at: "2026-03-01T10:00:00Z",
  retire_at: "2026-03-02T10:00:00Z",
  due: false,
};

const token: ObjectValue = {
  display_name: "loader",
  description: "",
  persona_qualified_names: null,
  validity_seconds: 90 * DAY,
  wait_until_ready: true,
  replace_when_expired: true,
  seal_to: null,
  rotation: settings,
  retired_elsewhere: false,
  ready_for_rotation: false,
  rotate_at: "2026-03-31T10:00:00Z",
  retirement_due: false,
  retiring: [],
  id: "this",
  client_id: "apikey-this",
  username: "service-account-apikey-this",
  created_at: "2026-03-01T10:00:00Z",
  created_by: "amira",
  expires_at: "2026-05-30T10:00:00Z",
  expired: false,
  active_ids: ["this"],
  active_usernames: ["service-account-apikey-this"],
  access_token: new Secret("known once"),
  sealed_access_token: null,
  tenant: "http://127.0.0.1",
  timeouts: null,
};

const SET = [
  "display_name",
  "description",
  "persona_qualified_names",
  "validity_seconds",
  "wait_until_ready",
  "replace_when_expired",
  "seal_to",
  "rotation",
  "retired_elsewhere",
];

/** What a configuration says that leads to this state. */
const configOf = (state: ObjectValue, change: ObjectValue): ObjectValue => ({
  ...Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name, SET.includes(name) ? value : null]),
  ),
  ...change,
});

interface Case {
  readonly prior?: ObjectValue;
  readonly config?: ObjectValue;
  readonly notes?: object;
}

function planOf({ prior = {}, config = {}, notes = {} }: Case) {
  const state = { ...token, ...prior };
  const bytes = new TextEncoder().encode(JSON.stringify(notes));
  return run.plan(TYPE, { state, private: bytes }, configOf(state, config));
}

const maps = (name: string, before: unknown, now: unknown): Case => ({
  prior: { rotation: { ...settings, [name]: before } as ObjectValue },
  config: { rotation: { ...settings, [name]: now } as ObjectValue },
});

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

  it.each<[string, Case, RegExp]>([
    ["when it is time", ready, /has reached the time/],
    [
      "when a value changes",
      maps("rotate_when_changed", { version: "1" }, { version: "2" }),
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
      maps("revoke_when_changed", { leak: "0" }, { leak: "1" }),
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
    const during = await providerRun(tenant, eventClock(Date.now()));
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
  it.each<[string, Case, ObjectValue]>([
    ["while nothing asks for it", {}, {}],
    [
      "when `rotation` is added",
      { prior: { rotation: null, rotate_at: null }, config: { rotation: settings } },
      { rotation: settings },
    ],
    [
      "by a map that was not set before",
      maps("rotate_when_changed", null, { version: "1" }),
      { rotation: { ...settings, rotate_when_changed: { version: "1" } } },
    ],
    [
      "by a map that is not set any more",
      maps("revoke_when_changed", { leak: "0" }, null),
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
    const change = maps("rotate_when_changed", { version: "1" }, { version: UNKNOWN });
    const { state, warnings } = await planOf(change);
    expect(state).toMatchObject({ id: "this", access_token: token.access_token });
    expect(state?.ready_for_rotation).toBe(UNKNOWN);
    expect(warnings).toMatchObject([{ summary: "Rotations wait for values that are not known" }]);
  });

  it("by what turns out to be the same", async () => {
    const change = maps("rotate_when_changed", { version: "1" }, { version: "1" });
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
  const during = async (first: Case, then: Case) => {
    const { private: noted } = await planOf(first);
    const state = { ...token, ...then.prior };
    const known = { state, private: NOTHING.private };
    return run.plan(TYPE, known, configOf(state, then.config ?? {}), noted);
  };

  it("a value that was not known makes the next apply rotate", async () => {
    const first = maps("rotate_when_changed", { version: "1" }, { version: UNKNOWN });
    const then = maps("rotate_when_changed", { version: "1" }, { version: "2" });
    const planned = await during(first, then);
    expect(planned.state).toEqual({ ...token, ...then.config, ready_for_rotation: true });
    expect(planned.private).toEqual(NOTHING.private);
    expect(planned.warnings).toMatchObject([{ summary: "The next apply rotates secrets" }]);
  });

  it("a leak that was not known is an error: the next apply revokes", async () => {
    const first = maps("revoke_when_changed", { leak: "0" }, { leak: UNKNOWN });
    const then = maps("revoke_when_changed", { leak: "0" }, { leak: "1" });
    expect((await during(first, then)).errors).toMatchObject([
      { summary: "Cannot rotate in this run" },
    ]);
  });

  it("a value that was known rotates as planned", async () => {
    const change = maps("rotate_when_changed", { version: "1" }, { version: "2" });
    expect((await during(change, change)).state).toMatchObject(ROTATED);
  });
});

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
    const change = maps("revoke_when_changed", { leak: "0" }, { leak: "1" });
    expect((await planOf({ ...own, ...change })).errors).toMatchObject([
      { summary: "Refused to revoke the token in use" },
    ]);
  });
});

it("a new token has no predecessor, and is not ready for a rotation", async () => {
  const { state } = await run.plan(TYPE, NOTHING, configOf(token, {}));
  expect(state).toMatchObject({
    ready_for_rotation: false,
    retirement_due: false,
    retiring: [],
    rotate_at: UNKNOWN,
  });
});

describe("a rotation that cannot work is refused", () => {
  const validate = (rotation: ObjectValue, validity_seconds: ObjectValue[string] = 7 * DAY) =>
    run.validate(
      TYPE,
      configOf(token, { rotation: { ...NO_SETTINGS, ...rotation }, validity_seconds }),
    );
  const NO_SETTINGS: ObjectValue = Object.fromEntries(
    Object.keys(settings).map((name) => [name, null]),
  );

  it.each<[string, ObjectValue, string, RegExp]>([
    ["without a trigger", { overlap_seconds: 60 }, "rotation", /has no trigger/],
    [
      "before an expiry that is always so near",
      { rotate_before_expiry_seconds: 7 * DAY },
      "rotation.rotate_before_expiry_seconds",
      /must be shorter than the lifetime, validity_seconds 604800/,
    ],
    [
      "with a period in which the secret expires",
      { rotate_every_seconds: 7 * DAY },
      "rotation.rotate_every_seconds",
      /the secret would expire first/,
    ],
    [
      "with an overlap in which the predecessor expires",
      { rotate_every_seconds: 6 * DAY, overlap_seconds: 2 * DAY },
      "rotation.overlap_seconds",
      /lives on, 86400 seconds/,
    ],
  ])("%s", async (_name, rotation, attribute, problem) => {
    const { errors, warnings } = await validate(rotation);
    expect(warnings).toEqual([]);
    expect(errors).toMatchObject([
      {
        summary: `Invalid ${attribute}`,
        detail: expect.stringMatching(problem),
        attribute: attribute.split("."),
      },
    ]);
  });

  it("but not while it is not known", async () => {
    const unknown = { rotate_when_changed: UNKNOWN, overlap_seconds: UNKNOWN };
    const before = { rotate_before_expiry_seconds: 8 * DAY };
    const all = [
      await validate(unknown),
      await validate(before, UNKNOWN),
      await validate(before, null),
    ];
    expect(all.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it("at plan, where only the state knows the lifetime", async () => {
    const { errors } = await planOf({
      prior: { validity_seconds: 7 * DAY },
      config: { validity_seconds: null },
    });
    expect(errors).toMatchObject([{ summary: "Invalid rotation.rotate_every_seconds" }]);
  });

  it("and a lifetime that outlives period and overlap by far is warned about", async () => {
    const { errors, warnings } = await validate({ rotate_every_seconds: DAY }, 365 * DAY);
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([
      { summary: "Secrets live much longer than they are used", attribute: ["validity_seconds"] },
    ]);
  });

  it("and an overlap of 0 is warned about", async () => {
    const { warnings } = await validate({ rotate_every_seconds: DAY, overlap_seconds: 0 });
    expect(warnings).toMatchObject([{ summary: "Discouraged rotation.overlap_seconds" }]);
  });
});
