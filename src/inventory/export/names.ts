// Identifiers made of display names: valid in HCL, in TypeScript and as construct ids, unique, and the same in every run. Pure.

const LONGEST = 60;

/** Letters without accents, digits and underscores. */
function identifierOf(text: string, kind: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, LONGEST)
    .replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(plain) ? plain : [kind, plain].filter((part) => part !== "").join("_");
}

export interface Named {
  readonly displayName: string;
  /** `token`: what it is called that has no letter in its name, or another's name. */
  readonly kind: string;
  /** The GUID, or what else tells it from a namesake. */
  readonly id: string;
}

export class Names {
  readonly #taken: Set<string>;

  constructor(...reserved: readonly string[]) {
    this.#taken = new Set(reserved);
  }

  /** Whoever comes first has the plain name; a namesake that comes later does not change it. */
  take({ displayName, kind, id }: Named): string {
    const name = identifierOf(displayName, kind);
    const unique = id.toLowerCase().replace(/[^a-z0-9]+/g, "");
    const candidates = [
      name,
      ...(name === kind ? [] : [`${name}_${kind}`]),
      `${name}_${unique.slice(0, 8)}`,
      `${name}_${unique}`,
    ];
    const isFree = (candidate: string) => !this.#taken.has(candidate);
    let free = candidates.find(isFree);
    // Whoever names objects can take all of these on purpose.
    for (let count = 2; free === undefined; count += 1) {
      free = [`${name}_${unique}_${count}`].find(isFree);
    }
    this.#taken.add(free);
    return free;
  }
}

/** Words that cannot name a variable in a constructor of a module. */
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally " +
    "for function id if implements import in instanceof interface let new null package private protected public return scope static " +
    "super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** `nightly_loader` becomes `nightlyLoader`: no two names become one. */
export function variableOf(name: string): string {
  const variable = name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  return RESERVED.has(variable) ? `${variable}_` : variable;
}
