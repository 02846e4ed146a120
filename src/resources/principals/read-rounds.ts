// Gathers what is asked at the same time into rounds. Whoever asks is answered under their own signal; a round that nobody
// waits for any more is given up.
import { setMaxListeners } from "node:events";
import { orAbort } from "../../deadline.js";
import type { PrincipalRecord } from "./kind.js";
import type { Observation } from "./listing.js";
import type { PrincipalSelector } from "./selector.js";

export interface Wanted {
  readonly selector: PrincipalSelector;
  /** A walk can miss one: what it does not show is asked for by itself. */
  readonly isToBeSure?: boolean;
}

export interface Question<R extends PrincipalRecord> extends Wanted {
  answer(observation: Observation<R>): void;
  fail(error: unknown): void;
}

export interface Round<R extends PrincipalRecord> {
  /** Not answered yet. */
  readonly questions: ReadonlySet<Question<R>>;
  /** Whoever asks from now on waits for the next round. */
  close(): void;
}

/** Answers questions until there are none left. What it throws fails those that are left. */
export type Serve<R extends PrincipalRecord> = (
  round: Round<R>,
  signal: AbortSignal,
) => Promise<void>;

interface OpenRound<R extends PrincipalRecord> {
  readonly questions: Set<Question<R>>;
  readonly abandon: AbortController;
}

export class ReadRounds<R extends PrincipalRecord> {
  readonly #serve: Serve<R>;
  readonly #runSignals: readonly AbortSignal[];
  #open: OpenRound<R> | null = null;
  /** The end of the last round, whatever it came to. */
  #last: Promise<void> = Promise.resolve();

  /** @param runSignals end every round; without them it ends when nobody waits for it any more */
  constructor(serve: Serve<R>, ...runSignals: readonly AbortSignal[]) {
    this.#serve = serve;
    this.#runSignals = runSignals;
  }

  /** @throws what the round failed with, or the caller's own reason */
  async ask(wanted: Wanted, signal: AbortSignal): Promise<Observation<R>> {
    signal.throwIfAborted();
    const round = this.#open ?? this.#begin();
    let question: Question<R> | undefined;
    const answered = new Promise<Observation<R>>((resolve, reject) => {
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          if (question !== undefined) round.questions.delete(question);
          end(value);
        };
      question = { ...wanted, answer: settle(resolve), fail: settle(reject) };
      round.questions.add(question);
    });
    return await orAbort(answered, signal).catch((error: unknown) => {
      if (question !== undefined) this.#leave(round, question, error);
      throw error;
    });
  }

  #begin(): OpenRound<R> {
    const round: OpenRound<R> = { questions: new Set(), abandon: new AbortController() };
    const signal = AbortSignal.any([...this.#runSignals, round.abandon.signal]);
    // Every request of the round listens to it; Node would take more than ten for a leak, and say so on stderr.
    setMaxListeners(0, signal);
    const close = () => {
      if (this.#open === round) this.#open = null;
    };
    const run = async () => {
      try {
        await orAbort(this.#last, signal);
        // Somebody may have asked after the last one was answered.
        while (round.questions.size > 0) {
          await this.#serve({ questions: round.questions, close }, signal);
        }
      } catch (error) {
        for (const { fail } of [...round.questions]) fail(error);
      } finally {
        close();
      }
    };
    this.#open = round;
    this.#last = run();
    return round;
  }

  #leave(round: OpenRound<R>, question: Question<R>, reason: unknown): void {
    if (!round.questions.delete(question) || round.questions.size > 0) return;
    if (this.#open === round) this.#open = null;
    round.abandon.abort(reason);
  }
}
