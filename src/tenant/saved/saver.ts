// Saves a state that changes: soon after a change, together with those that follow at once, and at the end.

/** How long changes are collected. What happened in it is lost when the process is killed. */
const COLLECT_MS = 100;

export type SaverOptions = {
  /** The text to save, as the state is now. */
  readonly text: () => string;
  readonly write: (text: string) => Promise<void>;
};

export class Saver {
  readonly #options: SaverOptions;
  #timer: NodeJS.Timeout | undefined;
  #written = "";
  #failure: unknown;
  /** Ends when all saves that were begun have ended. Never rejects. */
  #saving: Promise<void> = Promise.resolve();

  constructor(options: SaverOptions) {
    this.#options = options;
  }

  /** Something may have changed. */
  touch(): void {
    this.#timer ??= setTimeout(() => void this.#save(), COLLECT_MS);
  }

  /** @throws what the last write was refused with: those before it do not matter any more */
  async flush(): Promise<void> {
    await this.#save();
    if (this.#failure !== undefined) throw this.#failure;
  }

  #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(() => this.#write());
    return this.#saving;
  }

  async #write(): Promise<void> {
    const text = this.#options.text();
    if (text === this.#written) return;
    try {
      await this.#options.write(text);
      this.#written = text;
      this.#failure = undefined;
    } catch (error) {
      this.#failure = error;
    }
  }
}
