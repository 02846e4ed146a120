// A change of something that others write too, as data: which values to set, which entries to add and remove. Pure.

/** The part of an object that a write carries: single values, and lists whose order does not matter. */
export interface SharedObject {
  readonly values: { readonly [field: string]: string };
  readonly sets: { readonly [list: string]: readonly string[] };
}

export interface Patch<O extends SharedObject = SharedObject> {
  readonly set?: Partial<O["values"]>;
  readonly add?: Partial<O["sets"]>;
  readonly remove?: Partial<O["sets"]>;
}

/** The object with the patches applied, one after the other. Applied again to its own result, a patch changes nothing. */
export const merge = <O extends SharedObject>(object: O, ...patches: readonly Patch<O>[]): O =>
  patches.reduce(patched, object);

function patched<O extends SharedObject>(object: O, { set, add, remove }: Patch<O>): O {
  const changed = ([list, entries]: [string, readonly string[]]) => {
    const kept = entries.filter((entry) => !remove?.[list]?.includes(entry));
    return [list, union(kept, add?.[list])];
  };
  const sets = Object.fromEntries(Object.entries(object.sets).map(changed));
  return { ...object, values: { ...object.values, ...set }, sets };
}

/** Whether the object is already what the patch asks for. */
export const holds = <O extends SharedObject>(patch: Patch<O>, object: O): boolean =>
  isSame(object, merge(object, patch));

export function isSame<O extends SharedObject>(one: O, other: O): boolean {
  const fields = new Set([...Object.keys(one.values), ...Object.keys(other.values)]);
  const isSameValue = (field: string) =>
    composed(one.values[field]) === composed(other.values[field]);
  return [...fields].every(isSameValue) && listsThatDiffer(one, other).length === 0;
}

/** By name. */
export function listsThatDiffer<O extends SharedObject>(
  one: O,
  other: O,
): readonly (keyof O["sets"] & string)[] {
  const lists: (keyof O["sets"] & string)[] = Object.keys(one.sets);
  return lists.filter((list) => sorted(one.sets[list]) !== sorted(other.sets[list]));
}

/** The object, with every entry of the other one that its lists lack. */
export const withEntriesOf = <O extends SharedObject>(object: O, { sets }: Pick<O, "sets">): O =>
  merge(object, { add: sets });

const union = (entries: readonly string[], more: readonly string[] = []): readonly string[] => [
  ...new Set([...entries, ...more]),
];

const sorted = (entries: readonly string[] = []): string => JSON.stringify([...entries].sort());

/** A tenant may store text composed that was sent decomposed: it is the same text. */
const composed = (text: string | undefined): string | undefined => text?.normalize();
