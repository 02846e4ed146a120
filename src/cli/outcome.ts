// How a command ends: what the process prints, and its exit status.

export interface Outcome {
  /** Of the program that was run, where one was. */
  readonly exitCode: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** The output is for another program: where no terminal reads it, nothing is added to it, not even a line break. */
  readonly isExact?: boolean;
  /** Sentences, which a terminal shows broken between words. */
  readonly isProse?: boolean;
  /** Ends what goes on after the command, where its output cannot be printed: nobody would know of it. */
  readonly stop?: () => Promise<void>;
}

/** Sentences for people. */
export const prose = (stdout: string): Outcome => ({ exitCode: 0, stdout, isProse: true });

/** What a command may return beside its text. */
export const isOutcome = (result: unknown): result is Outcome =>
  typeof result === "object" && result !== null && "exitCode" in result;
