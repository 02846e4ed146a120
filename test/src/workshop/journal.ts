// What happened in the workshop, one line each in a file: the plugin's processes write it, tests read it.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../../src/clock.js";

const POLL_MS = 20;

export class Journal {
  readonly #file: string;

  constructor(
    folder: string,
    readonly clock: Clock,
  ) {
    this.#file = join(folder, "journal.txt");
  }

  get lines(): readonly string[] {
    return existsSync(this.#file) ? readFileSync(this.#file, "utf8").trimEnd().split("\n") : [];
  }

  /** @returns how many lines like this there are now, this one included */
  write(line: string): number {
    appendFileSync(this.#file, `${line}\n`);
    return this.count(line);
  }

  count(line: string): number {
    return this.lines.filter((each) => each === line).length;
  }

  async until(isReached: (journal: Journal) => boolean, signal: AbortSignal): Promise<void> {
    while (!isReached(this)) await this.clock.sleep(POLL_MS, signal);
  }
}
