// A token that rotates, and the plans of it, as the tests of several files have them.
import { afterAll, beforeAll } from "@jest/globals";
import { apiToken } from "../../../../lib/schema/index.js";
import { type ObjectValue, Secret } from "../../../../src/framework/index.js";
import { startTenant, type Tenant } from "../../../../src/tenant/index.js";
import { eventClock } from "../../../event-clock.js";
import { type ProviderRun, providerRun } from "../provider-run.js";

export const TYPE = apiToken.typeName;
export const DAY = 86_400;

export const settings: ObjectValue = {
  rotate_every_seconds: 30 * DAY,
  rotate_before_expiry_seconds: null,
  rotate_when_changed: null,
  revoke_when_changed: null,
  overlap_seconds: DAY,
  carry_asset_grants: true,
};

export const retiring: ObjectValue = {
  id: "older",
  client_id: "apikey-older",
  username: "service-account-apikey-older",
  rotated_at: "2026-03-01T10:00:00Z",
  retire_at: "2026-03-02T10:00:00Z",
  due: false,
};

export const token: ObjectValue = {
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
export const configOf = (state: ObjectValue, change: ObjectValue): ObjectValue => ({
  ...Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name, SET.includes(name) ? value : null]),
  ),
  ...change,
});

export interface PlanCase {
  readonly prior?: ObjectValue;
  readonly config?: ObjectValue;
  readonly notes?: object;
}

/** A map among the settings of the rotation, as it was and as it is configured now. */
export const changedMap = (name: string, before: unknown, now: unknown): PlanCase => ({
  prior: { rotation: { ...settings, [name]: before } as ObjectValue },
  config: { rotation: { ...settings, [name]: now } as ObjectValue },
});

/** Of a provider that is configured for a tenant of its own. */
export function rotationPlans() {
  let tenant: Tenant;
  let run: ProviderRun;
  const start = () => providerRun(tenant, eventClock(Date.now()));
  beforeAll(async () => {
    tenant = await startTenant();
    run = await start();
  });
  afterAll(() => tenant.stop());
  return {
    run: () => run,
    /** Another run of the plugin, for the same tenant. */
    start,
    planOf: ({ prior = {}, config = {}, notes = {} }: PlanCase) => {
      const state = { ...token, ...prior };
      const bytes = new TextEncoder().encode(JSON.stringify(notes));
      return run.plan(TYPE, { state, private: bytes }, configOf(state, config));
    },
  };
}
