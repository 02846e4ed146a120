// What a person may have meant: the names closest to one that matches nothing.
import { distance } from "fastest-levenshtein";

const MOST_SHOWN = 5;

const foldedOf = (name: string): string => name.trim().normalize("NFC").toLowerCase();

/** The candidates whose name contains the wanted one, or is a few typing errors away; the closest first. */
export function nearMisses<T>(
  wanted: string,
  candidates: readonly T[],
  nameOf: (candidate: T) => string,
): readonly T[] {
  const folded = foldedOf(wanted);
  const farthest = Math.max(2, Math.floor(folded.length / 3));
  return candidates
    .map((candidate) => {
      const name = foldedOf(nameOf(candidate));
      const contains = folded !== "" && name.includes(folded);
      const errors = distance(folded, name);
      return { candidate, errors: contains ? Math.min(errors, 1) : errors };
    })
    .filter(({ errors }) => errors <= farthest)
    .sort((left, right) => left.errors - right.errors)
    .slice(0, MOST_SHOWN)
    .map(({ candidate }) => candidate);
}
