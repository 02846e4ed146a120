// Holds back every request while the tenant wants a rest: its limits count the whole address, not one request.
import type { Edge } from "./edge.js";

export class Brake {
  #heldUntilMs = 0;
  readonly #edge: Edge;

  constructor(edge: Edge) {
    this.#edge = edge;
  }

  /** A shorter hold never ends a longer one. */
  hold(ms: number): void {
    this.#heldUntilMs = Math.max(this.#heldUntilMs, this.#edge.now() + ms);
  }

  /** Looks again after each wait, because the hold may have become longer meanwhile. */
  async released(signal: AbortSignal): Promise<void> {
    for (;;) {
      const leftMs = this.#heldUntilMs - this.#edge.now();
      if (leftMs <= 0) return;
      await this.#edge.sleep(leftMs, signal);
    }
  }
}
