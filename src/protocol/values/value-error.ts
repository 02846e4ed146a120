// A value that does not fit its schema: a bug in this package or in the host, never the user's mistake.

/** `problem` names kinds of values, never a value: it may be a secret. */
export class ValueError extends Error {
  readonly code = "VALUE_DOES_NOT_FIT";

  constructor(
    verb: "decode" | "encode",
    path: string,
    problem: { found: string; expected: string },
  ) {
    super(`Cannot ${verb} ${path}: found ${problem.found}, expected ${problem.expected}`);
    this.name = "ValueError";
  }
}

/** The kind of a value, without the value. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object") return `a ${typeof value}`;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return name === undefined || name === "Object" ? "an object" : `a value of class ${name}`;
}
