// What became of the principals of a change, from what was seen before and after. Pure.
import type { KnownSince } from "./look.js";

/**
 * - `given`, `taken`: by this call.
 * - `held`: had the right already.
 * - `left`: to be taken, but another resource of this run declares it.
 * - `put_back`: to be taken, but the tenant does not let go.
 * - `open`: written, or perhaps written, and not seen since.
 * - `lost`: seen not to be as it should.
 * - `failed`: nothing was written.
 */
export type PrincipalResult =
  | "given"
  | "taken"
  | "held"
  | "left"
  | "put_back"
  | "open"
  | "lost"
  | "failed";

export type Results = ReadonlyMap<string, PrincipalResult>;

export interface Failure {
  readonly principals: readonly string[];
  readonly error: unknown;
}

export interface Changed {
  readonly results: Results;
  readonly failures: readonly Failure[];
  readonly knownSince: KnownSince;
  /** The API key could read the object before this call. */
  readonly isVisibleBefore: boolean;
}

/** The change was written several times, and read back otherwise each time. */
export class LostError extends Error {
  readonly code = "LOST";

  /** @param detail what was written, what was read, who changed it last */
  constructor(readonly detail: string) {
    super(detail);
    this.name = "LostError";
  }
}

/** What was seen of one principal before and after. */
export interface Observed {
  readonly state: "holds" | "lost" | "open";
  readonly had: boolean;
  readonly has: boolean;
}

export const resultOfGiving = ({ state, had, has }: Observed): PrincipalResult => {
  if (had && (state === "open" || has)) return "held";
  if (state === "open") return "open";
  return has ? "given" : "lost";
};

/** @param whyItStays asked where it is still there */
export const resultOfTaking = (
  { state, had, has }: Observed,
  whyItStays: () => "left" | "put_back" | undefined,
): PrincipalResult => {
  if (state === "open" ? !had : !has) return "taken";
  return whyItStays() ?? (state === "open" ? "open" : "lost");
};
