// The tenants that every type is tried in: one that does as one expects, and one that does all that real ones may.
import type { TenantSettings } from "../../../src/tenant/index.js";

export interface Profile {
  readonly name: string;
  readonly settings: Partial<TenantSettings>;
}

export const kind: Profile = { name: "a kind tenant", settings: {} };

/** Late for three looks of a write; a longer lag is tried where the lag is what the test is about. */
const LAG_MS = 1_000;

export const unkind: Profile = {
  name: "an unkind tenant",
  settings: {
    listLagMs: LAG_MS,
    searchLagMs: LAG_MS,
    totalCountsAll: true,
    trimNames: true,
    latencyMs: 20,
  },
};

/** More than anything lags behind in any of them. */
export const LAG_SECONDS = 5;
