// The tenants that every type is tried in: one that does as one expects, and one that does all that real ones may.
import type { TenantSettings } from "../../../src/tenant/index.js";

export interface Profile {
  readonly name: string;
  readonly settings: Partial<TenantSettings>;
}

export const kind: Profile = { name: "a kind tenant", settings: {} };

export const unkind: Profile = {
  name: "an unkind tenant",
  settings: {
    listLagMs: 2_000,
    searchLagMs: 2_000,
    totalCountsAll: true,
    trimNames: true,
    latencyMs: 20,
  },
};

/** More than anything lags behind in any of them. */
export const LAG_SECONDS = 5;
