// Numbers that follow from a seed: the same seed draws the same round on every machine.

const STEP = 0x6d2b79f5;
const WHOLE = 2 ** 32;

/** mulberry32: small, fast, and good enough to pick from lists. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.#state = (this.#state + STEP) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / WHOLE;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Value>(values: readonly Value[]): Value {
    if (values.length === 0) throw new Error("Cannot pick: the list is empty");
    return values[this.whole(0, values.length - 1)] as Value;
  }

  /** Different ones, in the list's order. */
  some<Value>(values: readonly Value[], count: number): readonly Value[] {
    const left = values.map((_, index) => index);
    const taken = Array.from({ length: Math.min(count, values.length) }, () => {
      const [index = 0] = left.splice(this.whole(0, left.length - 1), 1);
      return index;
    });
    return values.filter((_, index) => taken.includes(index));
  }

  /** Each as often as its weight says. */
  weighted<Value>(choices: readonly (readonly [weight: number, value: Value])[]): Value {
    const total = choices.reduce((sum, [weight]) => sum + weight, 0);
    let rest = this.next() * total;
    for (const [weight, value] of choices) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return this.pick(choices)[1];
  }
}
