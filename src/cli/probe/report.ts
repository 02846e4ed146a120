// What a probe found, as data: nothing in it is a secret, or was named by the tenant's people.
import type { TenantSettings } from "../../tenant/index.js";
import type { Facts } from "./experiments/experiment.js";

export interface Result {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  /** What the answer rests on; null: the experiment did not come to an end. */
  readonly facts: Facts | null;
  readonly settings?: Partial<TenantSettings>;
}

export interface Report {
  /** Of this package. */
  readonly version: string;
  readonly tenant: "embedded" | "other";
  readonly signedInWith: "API key" | "OAuth client";
  /** Those for the removal included. */
  readonly requests: number;
  /** Why not all experiments were made, as a clause; null: they were. */
  readonly endedEarly: string | null;
  readonly results: readonly Result[];
  readonly settings: Partial<TenantSettings>;
  readonly undetermined: { readonly [name: string]: string };
}
