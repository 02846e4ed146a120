// What each measurement gets and gives.
import type { Row } from "./row.js";

export interface Bench {
  /** The checkout, built. */
  readonly root: string;
  /** Terraform or OpenTofu. */
  readonly binary: string;
  /** A folder of this run's own, removed afterwards. */
  readonly directory: string;
  /** A filesystem mirror that holds hashicorp/null, if the machine has one. */
  readonly nullProviderMirror: string | undefined;
  /** Of the large plans: 1,000, fewer only to try the bench itself. */
  readonly tokens: number;
  readonly signal: AbortSignal;
  /** Tells a person what is going on. */
  readonly say: (line: string) => void;
}

export interface Measurement {
  /** As `--only` takes it. */
  readonly name: string;
  readonly run: (bench: Bench) => Promise<readonly Row[]>;
}
