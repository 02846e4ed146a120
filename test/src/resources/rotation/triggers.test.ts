import { describe, expect, it } from "@jest/globals";
import {
  countedFrom,
  isReady,
  NOT_ROTATED,
  type Retiring,
  type RotationSettings,
  retireAt,
  retiringNow,
  rotateAt,
} from "../../../../src/resources/rotation/triggers.js";

const DAY = 86_400;
const CREATED = "2026-03-01T10:00:00Z";
const LATER = "2026-03-05T10:00:00Z";
const life = { created_at: CREATED, expires_at: "2026-03-31T10:00:00Z" };

const settingsOf = (settings: Partial<RotationSettings> = {}): RotationSettings => ({
  rotate_every_seconds: null,
  rotate_before_expiry_seconds: null,
  rotate_when_changed: null,
  revoke_when_changed: null,
  overlap_seconds: DAY,
  carry_asset_grants: true,
  ...settings,
});

describe("the time of the next rotation", () => {
  it.each<[string, RotationSettings | null, string | null, string | null]>([
    ["none without settings", null, null, null],
    ["none without a trigger that depends on time", settingsOf(), null, null],
    [
      "a period after the creation",
      settingsOf({ rotate_every_seconds: 7 * DAY }),
      null,
      "2026-03-08T10:00:00Z",
    ],
    [
      "a period after the setting was added, for an older one",
      settingsOf({ rotate_every_seconds: DAY }),
      LATER,
      "2026-03-06T10:00:00Z",
    ],
    [
      "a period after the creation, where that is later: a successor's",
      settingsOf({ rotate_every_seconds: DAY }),
      "2026-02-01T10:00:00Z",
      "2026-03-02T10:00:00Z",
    ],
    [
      "so long before the expiry",
      settingsOf({ rotate_before_expiry_seconds: 2 * DAY }),
      null,
      "2026-03-29T10:00:00Z",
    ],
    [
      "the earlier of the two",
      settingsOf({ rotate_every_seconds: 30 * DAY, rotate_before_expiry_seconds: 2 * DAY }),
      null,
      "2026-03-29T10:00:00Z",
    ],
  ])("is %s", (_name, settings, noted, expected) => {
    expect(rotateAt(settings, life, noted)).toBe(expected);
  });

  it("is none before an expiry that never comes", () => {
    const settings = settingsOf({ rotate_before_expiry_seconds: DAY });
    expect(rotateAt(settings, { ...life, expires_at: null }, null)).toBeNull();
  });

  it("counts from when it was seen first, where the tenant says nothing of the creation", () => {
    const settings = settingsOf({ rotate_every_seconds: DAY });
    expect(rotateAt(settings, { created_at: null, expires_at: null }, LATER)).toBe(
      "2026-03-06T10:00:00Z",
    );
  });
});

describe("a period counts", () => {
  const state = {
    ...NOT_ROTATED,
    ...life,
    rotation: settingsOf({ rotate_every_seconds: 2 * DAY }),
  };
  const at = (time: string) => ({ noted: null, tenantNow: new Date(time) });

  it.each<[string, Parameters<typeof countedFrom>, string | null]>([
    ["from the creation of a secret that is younger", [state, at("2026-03-02T10:00:00Z")], null],
    ["from now, where the secret is older already", [state, at(LATER)], LATER],
    [
      "from now, where nobody knows how old it is",
      [{ ...state, created_at: null }, at(LATER)],
      LATER,
    ],
    [
      "as it did before, once it has begun",
      [
        { ...state, rotate_at: "2026-03-07T10:00:00Z" },
        { noted: LATER, tenantNow: new Date("2026-03-30T10:00:00Z") },
      ],
      LATER,
    ],
    ["from no time while the tenant tells none", [state, { noted: null, tenantNow: null }], null],
    ["from no time without a period", [{ ...state, rotation: settingsOf() }, at(LATER)], null],
  ])("%s", (_name, [settings, seen], expected) => {
    expect(countedFrom(settings, seen)).toBe(expected);
  });
});

describe("a secret is ready for rotation", () => {
  const state = { ...NOT_ROTATED, rotation: settingsOf({ rotate_every_seconds: DAY }) };

  it.each<[string, boolean, Parameters<typeof isReady>]>([
    ["from that second on", true, [state, LATER, new Date(LATER)]],
    ["not a second before", false, [state, LATER, new Date("2026-03-05T09:59:59Z")]],
    ["not without a time", false, [state, null, new Date(LATER)]],
    ["not while the tenant tells no time", false, [state, CREATED, null]],
    ["and stays so", true, [{ ...state, ready_for_rotation: true }, null, null]],
    [
      "not without settings",
      false,
      [{ ...state, rotation: null, ready_for_rotation: true }, CREATED, new Date(LATER)],
    ],
  ])("%s", (_name, expected, args) => {
    expect(isReady(...args)).toBe(expected);
  });
});

describe("a predecessor", () => {
  const retiring: Retiring = {
    id: "p",
    client_id: "apikey-p",
    username: "service-account-apikey-p",
    rotated_at: CREATED,
    retire_at: "2026-03-02T10:00:00Z",
    due: false,
  };
  const read = (
    each: Partial<Retiring>,
    now: string | null,
    { ownUsername = "admin", rotation = settingsOf() as RotationSettings | null } = {},
  ) =>
    retiringNow(
      { ...NOT_ROTATED, rotation, retiring: [{ ...retiring, ...each }] },
      { tenantNow: now === null ? null : new Date(now), ownUsername },
    )[0];

  it("is due when its overlap has ended", () => {
    expect(read({}, "2026-03-02T09:59:59Z")).toEqual(retiring);
    expect(read({}, "2026-03-02T10:00:00Z")).toEqual({ ...retiring, due: true });
  });

  it("is not due for a run that signs in as it", () => {
    expect(read({}, LATER, { ownUsername: retiring.username })).toEqual(retiring);
  });

  it("is due without `rotation`, too", () => {
    expect(read({}, LATER, { rotation: null })?.due).toBe(true);
  });

  it("is not due while the tenant tells no time", () => {
    expect(read({ due: true }, null)?.due).toBe(false);
  });

  it("whose rotation had no time retires an overlap after it was seen", () => {
    expect(read({ rotated_at: null, retire_at: null }, LATER)).toEqual({
      ...retiring,
      rotated_at: LATER,
      retire_at: "2026-03-06T10:00:00Z",
    });
    expect(read({ rotated_at: null, retire_at: null }, null)?.retire_at).toBeNull();
  });

  it("retires an overlap after its rotation", () => {
    expect(retireAt(CREATED, 3600)).toBe("2026-03-01T11:00:00Z");
    expect(retireAt(null, 3600)).toBeNull();
  });
});
