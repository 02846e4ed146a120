// The versions of one object, so that lists, rights and the search index can lag behind it.

export type Version<Item> = { readonly at: number; readonly item: Item };

/** The time of what the seed made: it was always there, so nothing lags behind it. */
export const ALWAYS = Number.NEGATIVE_INFINITY;

export class History<Item> {
  readonly #versions: [Version<Item>, ...Version<Item>[]];
  #last: Version<Item>;

  constructor(item: Item, at: number) {
    this.#last = { at, item };
    this.#versions = [this.#last];
  }

  /** From the first to the current one. */
  get versions(): readonly Version<Item>[] {
    return this.#versions;
  }

  get current(): Item {
    return this.#last.item;
  }

  write(item: Item, at: number): void {
    this.#last = { at, item };
    this.#versions.push(this.#last);
  }

  /** The latest version that is no deletion. */
  get lastPresent(): Item | undefined {
    return this.#versions.findLast((version) => version.item !== undefined)?.item;
  }

  get beganAt(): number {
    return this.#versions[0].at;
  }

  /** The version in force at a moment; undefined when the object did not exist yet. */
  at(moment: number): Item | undefined {
    return this.#versions.findLast((version) => version.at <= moment)?.item;
  }
}
