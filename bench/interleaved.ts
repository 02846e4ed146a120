// Runs that take turns, so that what else the machine does falls on all of them alike, and the median of what they gave.

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(
    Math.ceil(middle) - 1,
    Math.floor(middle) + 1,
  );
  return (low + high) / 2;
};

/** Runs every try once per round, and gives what each one gave. */
export async function interleaved<Name extends string, Result>(
  rounds: number,
  tries: ReadonlyMap<Name, () => Promise<Result>>,
): Promise<ReadonlyMap<Name, readonly Result[]>> {
  const results = new Map<Name, Result[]>([...tries.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of tries) results.get(name)?.push(await measure());
  }
  return results;
}
