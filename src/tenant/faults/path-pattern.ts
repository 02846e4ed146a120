// Which regular expressions a fault's `path` may be: those of which it is plain that the engine finishes on every path.
//
// JavaScript's engine backtracks: `^(/|[^x]|\w)*!$` tries 3ⁿ ways to read n characters, and holds up the whole tenant meanwhile.
// No linear engine is at hand (RE2 is a native module), and a time limit would treat one expression differently on different
// machines. So the ways are counted here, from the expression alone: each alternative and each length that a repetition may
// have is one. Repeating something that can itself be read in several ways is refused, because those multiply without end.

/** A longer path meets no fault with a `path`: real ones are far shorter, and the work grows with the length. */
export const LONGEST_MATCHED_PATH = 500;
/** Two free repetitions anywhere in the path (500³ ways, a second at worst) pass, a third does not. */
const MOST_WAYS = 1_000_000_000;
const LONGEST_PATTERN = 1000;
/** Counted repetitions are unrolled by the engine. */
const LARGEST_SIZE = 10_000;

/** In how many ways a part can be read, and how many steps the engine makes of it. */
type Cost = { readonly ways: number; readonly size: number };

const SINGLE: Cost = { ways: 1, size: 1 };
/** Compares as many characters as its group has. */
const COMPARISON: Cost = { ways: LONGEST_MATCHED_PATH, size: 1 };
const inSequence = (left: Cost, right: Cost): Cost => ({
  ways: left.ways * right.ways,
  size: left.size + right.size,
});
const asAlternatives = (left: Cost, right: Cost): Cost => ({
  ways: left.ways + right.ways,
  size: left.size + right.size,
});

function repeated({ ways, size }: Cost, least: number, most: number): Cost {
  const lengths = Math.min(most, LONGEST_MATCHED_PATH) - Math.min(least, LONGEST_MATCHED_PATH) + 1;
  const unrolled = Number.isFinite(most) ? most : least + 1;
  return { ways: lengths * ways ** Math.min(most, LONGEST_MATCHED_PATH), size: size * unrolled };
}

const GROUP_START = /\((\?(<?[=!]|<[^>]*>|[a-z-]*:))?/y;
const CLASS = /\[(\\[\s\S]|[^\]\\])*\]/y;
const BACK_REFERENCE = /\\[1-9k]/y;
const ESCAPE = /\\[\s\S]/y;
const QUANTIFIER = /([*+?]|\{(\d+)(,(\d*))?\})\??/y;

/** Reads an expression that the engine has accepted, so that only the shape matters. */
class PatternReader {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Cost {
    let cost = this.#sequence();
    while (this.#take(/\|/y) !== undefined) cost = asAlternatives(cost, this.#sequence());
    return cost;
  }

  #take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#position;
    const found = expression.exec(this.#source);
    if (found === null) return undefined;
    this.#position = expression.lastIndex;
    return found;
  }

  #sequence(): Cost {
    let cost = SINGLE;
    while (this.#position < this.#source.length && !/[|)]/.test(this.#next)) {
      cost = inSequence(cost, this.#quantified(this.#atom()));
    }
    return cost;
  }

  get #next(): string {
    return this.#source.charAt(this.#position);
  }

  #atom(): Cost {
    if (this.#take(GROUP_START) !== undefined) {
      const inner = this.read();
      this.#take(/\)/y);
      return inner;
    }
    if (this.#take(BACK_REFERENCE) !== undefined) return COMPARISON;
    if (this.#take(CLASS) === undefined && this.#take(ESCAPE) === undefined) this.#position += 1;
    return SINGLE;
  }

  #quantified(atom: Cost): Cost {
    const found = this.#take(QUANTIFIER);
    if (found === undefined) return atom;
    const [, sign, least = "", comma, most = ""] = found;
    if (sign === "?") return repeated(atom, 0, 1);
    if (sign === "*" || sign === "+") return repeated(atom, Number(sign === "+"), Infinity);
    const fewest = Number(least);
    if (comma === undefined) return repeated(atom, fewest, fewest);
    return repeated(atom, fewest, most === "" ? Infinity : Number(most));
  }
}

/** Undefined for an expression that a fault may have; otherwise what is wrong with it. */
export function pathPatternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
  } catch {
    return "a regular expression";
  }
  if (pattern.length > LONGEST_PATTERN) return `at most ${LONGEST_PATTERN} characters`;
  const { ways, size } = new PatternReader(pattern).read();
  const starts = pattern.startsWith("^") && !pattern.includes("|") ? 1 : LONGEST_MATCHED_PATH;
  return ways * starts <= MOST_WAYS && size <= LARGEST_SIZE
    ? undefined
    : "a regular expression that is sure to finish: fewer repetitions, and none of a part with alternatives or repetitions in it";
}
