// Finds the one thing a person means, waiting for it if told to, or says which ones it could be. Knows no kind of thing.

import type { Clock } from "../../clock.js";
import { backoffMs } from "../../deadline.js";
import { type AttributePath, DiagnosticError } from "../../framework/index.js";
import { nearMisses } from "../near-misses.js";

/** A thing that can be looked up, in words. */
export interface Noun<T> {
  readonly singular: string;
  readonly plural: string;
  /** One candidate in a list, its GUID first. */
  readonly line: (candidate: T) => string;
  /** What tells one candidate from another, such as `its GUID`. */
  readonly tellApartBy: string;
}

export interface Lookup<T> {
  readonly noun: Noun<T>;
  /** What was asked for: `display name "loader"`. */
  readonly having: string;
  /** The part of it that people mistype. */
  readonly wanted: string;
  /** What to blame in the configuration. */
  readonly attribute?: AttributePath;
  /** The matches now, exact case included. */
  readonly look: () => Promise<readonly T[]>;
  /** What the near misses are chosen from, and by which of their names. */
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

/** @throws DiagnosticError when none or several match until the patience ends */
export async function findOne<T>(lookup: Lookup<T>, patience: Patience): Promise<T> {
  const matches = await lookPatiently(lookup, patience);
  const [match, ...others] = matches;
  if (match === undefined) throw notFound(lookup, await lookup.candidates());
  if (others.length > 0) throw ambiguous(lookup, matches);
  return match;
}

/** One look, or looks until exactly one matches or the time is over. */
async function lookPatiently<T>(
  { look }: Lookup<T>,
  { clock, signal, waitSeconds }: Patience,
): Promise<readonly T[]> {
  const untilMs = clock.nowMs() + (waitSeconds ?? 0) * 1000;
  for (let round = 1; ; round++) {
    const matches = await look();
    const leftMs = untilMs - clock.nowMs();
    if (matches.length === 1 || leftMs <= 0) return matches;
    await clock.sleep(Math.min(backoffMs(round), leftMs), signal);
  }
}

function notFound<T>(lookup: Lookup<T>, candidates: readonly T[]): DiagnosticError {
  const { noun, having, wanted, nameOf, hint } = lookup;
  const similar = nearMisses(wanted, candidates, nameOf);
  const list =
    similar.length === 0
      ? `Nothing similar among the ${noun.plural} that were seen, ${candidates.length} in all.`
      : `Similar ones:\n${listed(noun, similar)}`;
  const paragraphs = [
    `No ${noun.singular} has the ${having}; upper and lower case count.`,
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
