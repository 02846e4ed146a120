// Medians of runs that take turns, so that what else the machine does falls on all of them alike.

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(
    Math.ceil(middle) - 1,
    Math.floor(middle) + 1,
  );
  return (low + high) / 2;
};

/**
 * Runs every try once per round.
 *
 * @param tries each returns its time in milliseconds.
 * @returns the median of each.
 */
export async function interleavedMedians<Name extends string>(
  rounds: number,
  tries: ReadonlyMap<Name, () => Promise<number>>,
): Promise<ReadonlyMap<Name, number>> {
  const times = new Map<Name, number[]>([...tries.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of tries) times.get(name)?.push(await measure());
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}
