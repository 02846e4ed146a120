import { describe, expect, it } from "@jest/globals";
import type { ApiToken } from "../../../../src/client/index.js";
import { type PlannedOf, Secret, UNKNOWN } from "../../../../src/framework/index.js";
import { apiTokenKind as kind } from "../../../../src/resources/api-token/kind.js";
import {
  type ApiTokenAttributes,
  recordOf,
  type TokenState,
} from "../../../../src/resources/api-token/mapping.js";
import type { KindSession } from "../../../../src/resources/principals/kind.js";
import { desiredPatch } from "../../../../src/resources/principals/writer.js";
import {
  createdState,
  importedState,
  openState,
  readState,
  updatedState,
} from "../../../../src/resources/rotation/state.js";

/** A token is imported from its record alone. */
const ASKS_NOTHING = {} as KindSession;

type TokenPlan = PlannedOf<ApiTokenAttributes>;

const CLAIM =
  "being created by cdktf-provider-atlan, claim 00000000-0000-4000-8000-000000000001, stale after 2026-03-01T10:00:00Z";
const now = new Date("2026-03-01T10:30:00Z");

const personaOf = (qualifiedName: string) => ({ id: null, name: null, qualifiedName });

const token: ApiToken = {
  id: "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01",
  clientId: "apikey-0c9d2b7e",
  username: "service-account-apikey-0c9d2b7e",
  displayName: "loader",
  description: "Loads",
  personas: [personaOf("default/one")],
  lifespanSeconds: 3600,
  createdAt: new Date("2026-03-01T10:00:00.750Z"),
  createdBy: "amira",
};

const identity = {
  id: token.id,
  client_id: "apikey-0c9d2b7e",
  username: "service-account-apikey-0c9d2b7e",
  created_at: "2026-03-01T10:00:00Z",
  created_by: "amira",
  expires_at: "2026-03-01T11:00:00Z",
  expired: false,
  active_ids: [token.id],
  active_usernames: ["service-account-apikey-0c9d2b7e"],
};

const state: TokenState = {
  ...identity,
  display_name: "loader",
  description: "Loads",
  persona_qualified_names: ["default/one"],
  validity_seconds: 3600,
  wait_until_ready: true,
  replace_when_expired: false,
  seal_to: null,
  rotation: null,
  retired_elsewhere: false,
  ready_for_rotation: false,
  rotate_at: null,
  retirement_due: false,
  retiring: [],
  access_token: new Secret("known once"),
  sealed_access_token: null,
};

const planned = (change: Partial<TokenPlan> = {}): TokenPlan => ({ ...state, ...change });

describe("what the tenant decides about a token", () => {
  it.each<[string, Partial<ApiToken>, Date | null, object]>([
    ["its record", {}, now, identity],
    ["that it has expired", {}, new Date("2026-03-01T11:00:01Z"), { ...identity, expired: true }],
    ["not that it has, where the tenant tells no time", {}, null, identity],
    ["that it never ends", { lifespanSeconds: -1 }, now, { ...identity, expires_at: null }],
    [
      "nothing of its end, where it does not say when it began",
      { createdAt: null, createdBy: null },
      now,
      { ...identity, created_at: null, created_by: null, expires_at: null },
    ],
  ])("is %s", (_name, change, tenantNow, expected) => {
    expect(recordOf({ ...token, ...change }, tenantNow)).toMatchObject(expected);
  });

  it("shows a claim to the resource, which takes it off, and to no lookup", () => {
    const claimed = { ...token, description: CLAIM };
    expect(readState(kind, state, { record: claimed, tenantNow: now }).description).toBe(CLAIM);
    expect(importedState(kind, { record: claimed, tenantNow: now }, {}).description).toBe(CLAIM);
    expect(recordOf(claimed, now).description).toBe("");
  });
});

describe("the state of a token", () => {
  it("after a create is what was planned, what the tenant decided, and the secret", () => {
    const unknown = Object.fromEntries(Object.keys(identity).map((name) => [name, UNKNOWN]));
    const plan = { ...planned(), ...unknown, access_token: UNKNOWN } as TokenPlan;
    const secret = { plain: new Secret("new"), sealed: null };
    const claimed = { ...token, description: CLAIM, personas: [] };
    expect(createdState({ kind, planned: plan }, claimed, { secret, tenantNow: now })).toEqual({
      ...state,
      access_token: secret.plain,
    });
  });

  it("after an update is what was planned of what can be changed, and the rest as it was", () => {
    const change = {
      display_name: "exporter",
      description: "Exports",
      persona_qualified_names: null,
      wait_until_ready: false,
      replace_when_expired: true,
    };
    const plan = planned({ ...change, validity_seconds: 1, id: "another" });
    expect(updatedState({ kind, planned: plan, prior: state })).toEqual({ ...state, ...change });
  });

  it.each<[string, readonly string[] | null, readonly string[] | null, readonly string[] | null]>([
    [
      "what was added and what was to go",
      ["default/two"],
      ["default/one"],
      ["default/two", "default/one"],
    ],
    ["nothing that was not managed before", ["default/two"], null, ["default/two"]],
    ["nothing of links that are not managed any more", null, ["default/one"], null],
  ])("after an update that nobody saw has %s", (_name, wanted, before, kept) => {
    const prior = { ...state, persona_qualified_names: before };
    const plan = planned({ persona_qualified_names: wanted, description: "new" });
    expect(openState({ kind, planned: plan, prior })).toEqual({
      ...prior,
      description: "new",
      persona_qualified_names: kept,
    });
  });

  it("after a read is what the tenant holds, but for the secret, the lifetime and our settings", () => {
    const read: ApiToken = {
      ...token,
      displayName: "by hand",
      description: "too",
      personas: [personaOf("default/two")],
      lifespanSeconds: 7200,
    };
    expect(readState(kind, state, { record: read, tenantNow: now })).toEqual({
      ...state,
      display_name: "by hand",
      description: "too",
      persona_qualified_names: ["default/two"],
      expires_at: "2026-03-01T12:00:00Z",
    });
  });

  it("after a read has no links where they are not managed here", () => {
    const prior = { ...state, persona_qualified_names: null };
    expect(
      readState(kind, prior, { record: token, tenantNow: now }).persona_qualified_names,
    ).toBeNull();
  });

  it.each<[string, number | null, number]>([
    ["the lifetime that the token has", 86_400, 86_400],
    ["409968000 for a token that never ends", -1, 409_968_000],
    ["409968000 where the tenant does not say", null, 409_968_000],
  ])(
    "after an import has every default, no secret, and %s",
    async (_name, lifespanSeconds, seconds) => {
      const record = { ...token, lifespanSeconds };
      const own = await kind.importedState(record, ASKS_NOTHING, new AbortController().signal);
      expect(importedState(kind, { record, tenantNow: now }, own)).toMatchObject({
        id: token.id,
        display_name: "loader",
        description: "Loads",
        persona_qualified_names: null,
        validity_seconds: seconds,
        wait_until_ready: true,
        replace_when_expired: true,
        seal_to: null,
        access_token: null,
        sealed_access_token: null,
      });
    },
  );
});

describe("the change from what a token holds to what it should hold", () => {
  const seen = {
    record: token,
    values: { displayName: "loader", description: CLAIM },
    sets: { personas: ["default/one", "default/two"] },
  };
  const set = { displayName: "loader", description: "Loads" };

  it("adds and removes the personas that differ, where they are managed here", () => {
    const personas = ["default/two", "default/three"];
    expect(desiredPatch(kind, planned({ persona_qualified_names: personas }), seen)).toEqual({
      set,
      add: { personas },
      remove: { personas: ["default/one"] },
    });
  });

  it("leaves the personas alone where they are not", () => {
    expect(desiredPatch(kind, planned({ persona_qualified_names: null }), seen)).toEqual({ set });
  });

  it("removes all of them for an empty set", () => {
    expect(desiredPatch(kind, planned({ persona_qualified_names: [] }), seen)).toMatchObject({
      remove: { personas: ["default/one", "default/two"] },
    });
  });
});
