// How a command ends: what the process prints, and its exit status.

export interface Outcome {
  /** Of the program that was run, where one was. */
  readonly exitCode: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** The output is for another program: where no terminal reads it, nothing is added to it, not even a line break. */
  readonly isExact?: boolean;
}

/** What a command may return beside its text. */
export const isOutcome = (result: unknown): result is Outcome =>
  typeof result === "object" && result !== null && "exitCode" in result;
