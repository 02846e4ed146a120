// What a round leaves behind for the checker to look at: plain data, so that tests can make it up.

import type { TenantSnapshot } from "../../src/tenant/index.js";
import type { State } from "../../src/testing/index.js";
import type { Graph } from "./graph.js";
import type { Leak } from "./leaks.js";
import type { Known, Right } from "./rights.js";

/** One command of the engine. */
export interface Step {
  readonly name:
    | "first apply"
    | "troubled apply"
    | "neighbour's apply"
    | "refused apply"
    | "second apply"
    | "plan"
    | "destroy";
  readonly exitCode: number;
  readonly output: string;
  /** False when it had to be ended after minutes. */
  readonly hasEnded: boolean;
}

export interface Evidence {
  readonly before: Graph;
  readonly after: Graph;
  /** Tokens of the first graph as the first apply left them, by the names of their addresses. */
  readonly tokensBefore: Known["tokens"];
  /** Before the first apply. */
  readonly initial: TenantSnapshot;
  /** After the second apply. */
  readonly settled: TenantSnapshot;
  /** After the destroy. */
  readonly destroyed: TenantSnapshot;
  readonly state: State;
  /** How much of the tenant's time has passed since the trouble. */
  readonly laterSeconds: number;
  /** Rights that another writer gave meanwhile. */
  readonly givenByOthers: readonly Right[];
  /** A process of the run was killed, or told twice to stop, so that what it did may not have been saved. */
  readonly wasKilled: boolean;
  readonly steps: readonly Step[];
  /** What the plugin told an engine that was killed before it printed it, by their log; empty where none was killed. */
  readonly toldToKilled: string;
  /** Tokens in the state whose secret the tenant does not accept as theirs, with what it said instead. */
  readonly deadSecrets: readonly string[];
  readonly leaks: readonly Leak[];
  readonly survivors: readonly string[];
  readonly temporaryFiles: readonly string[];
}
