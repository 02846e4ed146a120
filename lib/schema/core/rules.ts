// Validation as data, and the one function that applies it: constructs run it at synth, the plugin at validate, plan and apply.
import { printable } from "./printable";

/** One rule for one attribute. Strings are checked as they are, collections as a whole. */
export type Rule =
  /** The string has a character that is not white space. */
  | { readonly rule: "not_blank" }
  /** The string has no white space at its ends: a tenant may store it without, and then the name is not the one in the configuration. */
  | { readonly rule: "not_padded" }
  /** The collection has an element. */
  | { readonly rule: "not_empty" }
  /** The collection has an element, where the configuration itself says what is in it: other objects may leave nothing. */
  | { readonly rule: "not_empty_literal" }
  /** No element of the collection is blank. */
  | { readonly rule: "no_blank_element" }
  /** No element of the collection has white space at its ends. */
  | { readonly rule: "no_padded_element" }
  /** A whole number in `min…max`, or exactly `or`. */
  | {
      readonly rule: "whole_number";
      readonly min: number;
      readonly max: number;
      readonly or?: number;
    }
  /** The string is one of `values`. */
  | { readonly rule: "one_of"; readonly values: readonly string[] }
  /** The string matches `pattern`; `expected` says in words what that means. */
  | { readonly rule: "matches"; readonly pattern: RegExp; readonly expected: string }
  /** The string is the JSON text of an object. */
  | { readonly rule: "json_object" }
  /** Whatever no other rule says: `problem` completes "`<attribute>` …", `expected` says in words what is right. */
  | {
      readonly rule: "satisfies";
      readonly expected: string;
      readonly problem: (value: readonly unknown[]) => string | undefined;
    }
  /** A collection of exactly so many elements: accepted, but warned about. */
  | { readonly rule: "discouraged_size"; readonly size: number; readonly because: string }
  /** Accepted, but warned about. */
  | { readonly rule: "discouraged"; readonly value: string | number; readonly because: string }
  /** A positive number below `min`: accepted, but warned about. */
  | { readonly rule: "discouraged_below"; readonly min: number; readonly because: string };

/** What a rule found. `problem` is a clause that completes "`<attribute>` …": `must not be blank, got ""`. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly problem: string;
}

/** Of a URL: a user's name and password, and a query, which may hold a session. */
const URL_SECRETS = /(?<=:\/\/)[^/@\s"]+@|(?<=:\/\/[^\s?#"]*)[?#][^\s"]+/g;

/** The value as JSON text on one line, cut, without the secrets of a URL and what a terminal would act on. */
export const quote = (value: unknown): string => {
  const json = JSON.stringify(value) ?? String(value);
  const text = printable(json.replace(URL_SECRETS, "…"));
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
};

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Characters that no reader sees, such as a zero-width space, are blank as white space is. */
const isBlank = (value: unknown): boolean =>
  typeof value === "string" && /^[\s\p{Cc}\p{Cf}]*$/u.test(value);

/** A blank string is another rule's. */
const isPadded = (value: unknown): boolean =>
  typeof value === "string" && !isBlank(value) && value !== value.trim();

const emptyProblem = (value: readonly unknown[]): string | undefined =>
  value.length === 0 ? "must have at least one element, got none" : undefined;

type Checks = {
  readonly [R in Rule as R["rule"]]: (rule: R, value: never) => string | undefined;
};

const checks: Checks = {
  not_blank: (_rule, value: string) =>
    isBlank(value) ? `must not be blank, got ${quote(value)}` : undefined,
  not_padded: (_rule, value: string) =>
    isPadded(value) ? `must not begin or end with a blank, got ${quote(value)}` : undefined,
  not_empty: (_rule, value: readonly unknown[]) => emptyProblem(value),
  not_empty_literal: (_rule, value: readonly unknown[]) => emptyProblem(value),
  no_blank_element: (_rule, value: readonly unknown[]) =>
    value.some(isBlank) ? "must have no blank element" : undefined,
  no_padded_element: (_rule, value: readonly unknown[]) => {
    const padded = value.filter(isPadded).map(quote);
    return padded.length > 0
      ? `must have no element that begins or ends with a blank, got ${padded.join(", ")}`
      : undefined;
  },
  whole_number: (rule, value: number) => {
    const { min, max, or } = rule;
    const fits = Number.isInteger(value) && value >= min && value <= max;
    const alternative = or === undefined ? "" : `, or exactly ${or}`;
    return fits || value === or
      ? undefined
      : `must be a whole number from ${min} to ${max}${alternative}, got ${value}`;
  },
  one_of: (rule, value: string) =>
    rule.values.includes(value)
      ? undefined
      : `must be one of ${rule.values.map(quote).join(", ")}, got ${quote(value)}`,
  matches: (rule, value: string) =>
    rule.pattern.test(value) ? undefined : `must be ${rule.expected}, got ${quote(value)}`,
  json_object: (_rule, value: string) =>
    isJsonObject(value) ? undefined : `must be the JSON text of an object, got ${quote(value)}`,
  satisfies: (rule, value: readonly unknown[]) => rule.problem(value),
  discouraged_size: (rule, value: readonly unknown[]) =>
    value.length === rule.size ? rule.because : undefined,
  discouraged: (rule, value: string | number) => (value === rule.value ? rule.because : undefined),
  discouraged_below: (rule, value: number) =>
    value > 0 && value < rule.min ? `is ${value}, ${rule.because}` : undefined,
};

/**
 * Applies one rule to one known, non-null value.
 *
 * @param value already of the attribute's type; collections may hold unknown elements, which no rule looks into.
 */
export function applyRule(rule: Rule, value: unknown): Finding | undefined {
  const check = checks[rule.rule] as (rule: Rule, value: unknown) => string | undefined;
  const problem = check(rule, value);
  if (problem === undefined) return undefined;
  return { severity: rule.rule.startsWith("discouraged") ? "warning" : "error", problem };
}
