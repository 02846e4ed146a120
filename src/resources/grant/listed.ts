// Names in a sentence.

const MOST_SHOWN = 10;

/** `a, b and 3 more`. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_SHOWN).join(", ");
  const rest = names.length - MOST_SHOWN;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
