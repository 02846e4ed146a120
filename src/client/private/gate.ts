// Lets a fixed number of requests be under way at once; the others wait by priority, and in the order they came.
import type { Priority } from "../http.js";

/** From first to last. */
const ORDER: readonly Priority[] = ["clean_up", "under_way", "new"];

export class Gate {
  #free: number;
  readonly #waiting: Readonly<Record<Priority, Set<() => void>>> = {
    clean_up: new Set(),
    under_way: new Set(),
    new: new Set(),
  };

  constructor(places: number) {
    this.#free = places;
  }

  /**
   * Resolves with the function that gives the place back.
   * @throws the signal's reason, when it aborts first
   */
  async enter(signal: AbortSignal, priority: Priority = "new"): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn(signal, this.#waiting[priority]);
    return () => this.#leave();
  }

  #turn(signal: AbortSignal, waiting: Set<() => void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        waiting.delete(enter);
        reject(signal.reason);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      waiting.add(enter);
    });
  }

  #leave(): void {
    for (const priority of ORDER) {
      const waiting = this.#waiting[priority];
      const [next] = waiting;
      if (next === undefined) continue;
      waiting.delete(next);
      next();
      return;
    }
    this.#free += 1;
  }
}
