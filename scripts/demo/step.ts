// The words the demo is written in: a step does something and returns facts, each what should be beside what is.
import type { TenantSnapshot } from "../../src/tenant/index.js";
import type { Cdktf } from "./cdktf.js";
import type { EmbeddedTenant } from "./embedded-tenant.js";
import type { Transcript } from "./transcript.js";

/** Holds when both texts are the same. */
export interface Fact {
  readonly expected: string;
  readonly seen: string;
}

export interface Stage {
  readonly tenant: EmbeddedTenant;
  readonly cdktf: Cdktf;
  readonly transcript: Transcript;
  /** The tenant before the first deploy. */
  readonly before: TenantSnapshot;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

export interface Step {
  readonly title: string;
  readonly run: (stage: Stage) => Promise<readonly Fact[]>;
}

export interface StepOutcome {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly state: "ok" | "FAILED" | "not run";
  readonly durationMs: number;
  /** What the commands of a failed step printed, or the error it ended with. */
  readonly details: string;
}

/** A fact that holds or does not: the sentence, or its opposite. */
export const fact = (expected: string, holds: boolean, otherwise: string): Fact => ({
  expected,
  seen: holds ? expected : otherwise,
});
