// Finds the one object a person means, waiting for it if told to, or says which ones it could be. Knows no kind of object.

import type { Clock } from "../../clock.js";
import { backoffMs } from "../../deadline.js";
import { type AttributePath, DiagnosticError } from "../../framework/index.js";
import { nearMisses } from "../near-misses.js";

/** A kind of object that can be looked up, in words. */
export interface Noun<T> {
  readonly singular: string;
  readonly plural: string;
  /** One candidate in a list, its GUID first. */
  readonly line: (candidate: T) => string;
  /** How candidates are distinguished, such as by `its GUID`. */
  readonly tellApartBy: string;
}

export interface Lookup<T> {
  readonly noun: Noun<T>;
  /** What was asked for: `display name "loader"`. */
  readonly having: string;
  /** The part of it that people mistype. */
  readonly wanted: string;
  /** The attribute of the configuration that an error points at. */
  readonly attribute?: AttributePath;
  /** What the tenant finds now. It may find more than what is wanted. */
  readonly look: () => Promise<readonly T[]>;
  readonly isWanted: (found: T) => boolean;
  /** All there are, or many of them: what the tenant's search misses and the near misses are chosen from these. */
  readonly candidates: () => Promise<readonly T[]>;
  readonly nameOf: (candidate: T) => string;
  /** What else may be the reason why nothing was found, as sentences. */
  readonly hint?: () => string;
}

export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Null: one look. */
  readonly waitSeconds: number | null;
}

/** @throws DiagnosticError when none or several match until `waitSeconds` are over */
export async function findOne<T>(lookup: Lookup<T>, patience: Patience): Promise<T> {
  const found = await lookPatiently(lookup, patience);
  const [match] = found;
  if (match !== undefined && found.length === 1) return match;
  if (match !== undefined) throw ambiguous(lookup, found);
  const candidates = await lookup.candidates();
  const missed = candidates.filter(lookup.isWanted);
  const [only] = missed;
  if (only !== undefined && missed.length === 1) return only;
  throw only === undefined ? notFound(lookup, candidates) : ambiguous(lookup, missed);
}

/** One look, or looks until exactly one matches or the time is over. */
async function lookPatiently<T>(
  { look, isWanted }: Lookup<T>,
  { clock, signal, waitSeconds }: Patience,
): Promise<readonly T[]> {
  const untilMs = clock.elapsedMs() + (waitSeconds ?? 0) * 1000;
  for (let round = 1; ; round++) {
    const matches = (await look()).filter(isWanted);
    const leftMs = untilMs - clock.elapsedMs();
    if (matches.length === 1 || leftMs <= 0) return matches;
    await clock.sleep(Math.min(backoffMs(round), leftMs), signal);
  }
}

function notFound<T>(lookup: Lookup<T>, candidates: readonly T[]): DiagnosticError {
  const { noun, having, wanted, nameOf, hint } = lookup;
  const similar = nearMisses(wanted, candidates, nameOf);
  const list =
    similar.length === 0
      ? `None of the ${candidates.length} ${noun.plural} that were seen is similar.`
      : `Similar ones:\n${listed(noun, similar)}`;
  const paragraphs = [
    `No ${noun.singular} has the ${having}. Upper and lower case count.`,
    list,
    ...(hint === undefined ? [] : [hint()]),
  ];
  return failure(lookup, `${capitalised(noun.singular)} not found`, paragraphs);
}

const ambiguous = <T>(lookup: Lookup<T>, matches: readonly T[]): DiagnosticError =>
  failure(lookup, `Several ${lookup.noun.plural} match`, [
    `${matches.length} ${lookup.noun.plural} have the ${lookup.having}:\n${listed(lookup.noun, matches)}`,
    `Name the one you mean by ${lookup.noun.tellApartBy}.`,
  ]);

const failure = <T>(
  { attribute }: Lookup<T>,
  summary: string,
  paragraphs: readonly string[],
): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary,
    detail: paragraphs.join("\n\n"),
    ...(attribute && { attribute }),
  });

const listed = <T>({ line }: Noun<T>, candidates: readonly T[]): string =>
  candidates.map((candidate) => `  - ${line(candidate)}`).join("\n");

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * What was found, in the words of the configuration where that says something: a name composed in another way, or a GUID in
 * upper case, is the same, and Terraform wants it back as it was written.
 */
export function asWritten<Found extends object>(config: object, found: Found): Found {
  const written = Object.entries(config).filter(
    ([name, value]) => value !== null && Object.hasOwn(found, name),
  );
  return { ...found, ...Object.fromEntries(written) };
}
