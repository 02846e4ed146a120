// Which predecessors a retirement has to delete: those that are due and were not when it last ran. Pure.
import { isUnknown, type Unknown } from "../../framework/index.js";

interface Entry {
  readonly id: string | Unknown;
  readonly due: boolean | Unknown;
}

/** What is not known yet may turn out to be due. */
export function newlyDue<E extends Entry | Unknown>(
  retiring: readonly E[],
  before: readonly Entry[],
): readonly E[] {
  const done = new Set(before.filter(({ due }) => due === true).map(({ id }) => id));
  return retiring.filter(
    (entry) =>
      isUnknown(entry) || (entry.due !== false && (isUnknown(entry.id) || !done.has(entry.id))),
  );
}
