// Finds properties that a construct does not have: without types, a misspelt one would be ignored.
import { quote } from "../schema";

const MOST_EDITS = 3;

/** Whether so many letters inserted, removed or replaced make one name the other. */
function isWithin(edits: number, one: string, other: string): boolean {
  if (one === other) return true;
  if (edits === 0) return false;
  let start = 0;
  while (one[start] === other[start]) start += 1;
  const [left, wanted] = [one.slice(start), other.slice(start)];
  return (
    isWithin(edits - 1, left.slice(1), wanted.slice(1)) ||
    isWithin(edits - 1, left.slice(1), wanted) ||
    isWithin(edits - 1, left, wanted.slice(1))
  );
}

function nearest(property: string, names: readonly string[]): string | undefined {
  for (let edits = 1; edits <= Math.min(MOST_EDITS, property.length - 1); edits += 1) {
    const near = names.find((name) => isWithin(edits, property, name));
    if (near !== undefined) return near;
  }
  return undefined;
}

/**
 * Each property that is given and not known, as a clause.
 *
 * @param names what to name as expected
 * @param alsoKnown what to accept without naming it
 */
export function unknownProperties(
  given: object,
  names: readonly string[],
  alsoKnown: readonly string[] = [],
): readonly string[] {
  const known = [...names, ...alsoKnown];
  return Object.entries(given)
    .filter(([property, value]) => value !== undefined && !known.includes(property))
    .map(([property]) => {
      const near = nearest(property, known);
      const hint = near === undefined ? "" : `, nearest is ${near}`;
      return `unknown property ${quote(property)}${hint}, expected one of ${names.join(", ")}`;
    });
}
