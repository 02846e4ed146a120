// The faults still to come, which one a request runs into, and the delays under way.
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, FaultEffect } from "./fault.js";
import { LONGEST_MATCHED_PATH } from "./path-pattern.js";

type Armed = { readonly fault: Fault; timesLeft: number; skipLeft: number };

function matches({ match: { method, path } }: Fault, request: { method: string; path: string }) {
  const isMethod = method === undefined || method.toUpperCase() === request.method.toUpperCase();
  if (path === undefined) return isMethod;
  return (
    isMethod && request.path.length <= LONGEST_MATCHED_PATH && new RegExp(path).test(request.path)
  );
}

export class FaultQueue {
  #armed: Armed[] = [];
  #clearing = new AbortController();

  add(faults: readonly Fault[]): void {
    this.#armed.push(
      ...faults.map((fault) => ({
        fault,
        timesLeft: fault.times ?? 1,
        skipLeft: fault.skip ?? 0,
      })),
    );
  }

  /** Forgets what is still to come, and ends the delays under way. */
  clear(): void {
    this.#armed = [];
    this.#clearing.abort();
    this.#clearing = new AbortController();
  }

  async delay(ms: number): Promise<void> {
    const { signal } = this.#clearing;
    // While the tenant is open its server keeps the process alive; once it has stopped nothing has to.
    await sleep(ms, undefined, { signal, ref: false }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  get pending(): readonly Fault[] {
    return this.#armed.map(({ fault, timesLeft, skipLeft }) => ({
      ...fault,
      times: timesLeft,
      skip: skipLeft,
    }));
  }

  /** The effect of the first fault, in order of arrival, that matches and has nothing left to skip. Each request meets at most one. */
  take(method: string, path: string): FaultEffect | undefined {
    for (const armed of this.#armed) {
      if (!matches(armed.fault, { method, path })) continue;
      if (armed.skipLeft > 0) {
        armed.skipLeft -= 1;
        continue;
      }
      armed.timesLeft -= 1;
      this.#armed = this.#armed.filter((other) => other.timesLeft > 0);
      return armed.fault.do;
    }
    return undefined;
  }
}
