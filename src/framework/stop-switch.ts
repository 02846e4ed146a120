// Terraform's request to stop: aborts every operation that runs, and every later one.
import { StoppedError } from "./stopped-error.js";

export class StopSwitch {
  readonly #open = new Set<AbortController>();
  #isStopped = false;

  /** A controller that aborts with the stop; at once if the stop has come already. Close it when its work ends. */
  open(): AbortController {
    const controller = new AbortController();
    this.#open.add(controller);
    if (this.#isStopped) controller.abort(new StoppedError());
    return controller;
  }

  close(controller: AbortController): void {
    this.#open.delete(controller);
  }

  stop(): void {
    this.#isStopped = true;
    for (const controller of this.#open) controller.abort(new StoppedError());
  }

  /** A new run begins in the same process (a reattached plugin outlives a stop). What was stopped stays so. */
  rearm(): void {
    this.#isStopped = false;
  }
}
