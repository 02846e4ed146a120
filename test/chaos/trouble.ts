// What may go wrong during the apply in the middle of a round, as data.
import type { FaultEffect, TenantSettings } from "../../src/tenant/index.js";

/** Requests of the plugin by what they do. */
export const REQUESTS = {
  "list tokens": { method: "GET", path: "^/api/service/(apikeys|oauth-clients)" },
  "create token": { method: "POST", path: "^/api/service/(apikeys/?|oauth-clients)$" },
  "update token": { method: "POST", path: "^/api/service/apikeys/.+" },
  "update client": { method: "PUT", path: "^/api/service/oauth-clients/.+" },
  "fetch access token": { method: "POST", path: "^/api/service/oauth-clients/token$" },
  "delete token": { method: "DELETE", path: "^/api/service/(apikeys|oauth-clients)/.+" },
  "ask who it is": { method: "GET", path: "users/current" },
  "read type definitions": { method: "GET", path: "typedefs" },
  "search assets": { method: "POST", path: "indexsearch" },
  "read asset": { method: "GET", path: "entity/guid" },
  "write asset": { method: "POST", path: "entity/bulk" },
} as const satisfies Record<string, { readonly method: string; readonly path: string }>;

export type RequestName = keyof typeof REQUESTS;

/** When the plugin has sent the `count`-th of these requests, and so much later. */
export interface Moment {
  readonly request: RequestName;
  readonly count: number;
  readonly afterMs: number;
}

/** The first matching request after `skip` others. */
interface Strike {
  readonly request: RequestName;
  readonly skip: number;
}

/**
 * Another writer's change. It falls where a careful writer can keep both: nobody can keep a name that is added
 * between a read and the write that follows from it, because Atlan has no conditional write.
 */
export type Meddling =
  /** Just before an asset is read. */
  | { readonly adds: "passer-by"; readonly type: "connection" | "collection"; readonly to: string }
  /** To a persona, just after we changed the same token. */
  | { readonly links: "outsider"; readonly persona: string }
  /** A right that the first graph declared. */
  | ({ readonly takes: "declared right"; readonly nth: number } & Strike)
  /** A token that the first graph declared. */
  | ({ readonly deletes: "declared token"; readonly nth: number } & Strike);

export const FAULT_KINDS = [
  "error status",
  "rate limited",
  "lost reply",
  "commit, then error",
  "late reply",
  "late commit",
  "reset",
  "hang",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const SIGNAL_KINDS = [
  "plugin killed",
  "engine killed",
  "both killed",
  "interrupted",
  "interrupted twice",
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export interface FaultTrouble extends Strike {
  readonly kind: FaultKind;
  readonly times: number;
  readonly effect: FaultEffect;
}

export interface SignalTrouble {
  readonly kind: SignalKind;
  readonly moment: Moment;
}

export type Trouble =
  | FaultTrouble
  | SignalTrouble
  | { readonly kind: "another writer"; readonly meddling: Meddling }
  /** A stack of somebody else's is applied meanwhile. */
  | { readonly kind: "another run" }
  | { readonly kind: "rate limit block"; readonly settings: Partial<TenantSettings> }
  | { readonly kind: "clock jump"; readonly moment: Moment; readonly seconds: number };

export const isSignal = (trouble: Trouble): trouble is SignalTrouble =>
  (SIGNAL_KINDS as readonly string[]).includes(trouble.kind);

export const isFault = (trouble: Trouble): trouble is FaultTrouble =>
  (FAULT_KINDS as readonly string[]).includes(trouble.kind);
