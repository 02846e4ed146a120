// Whether a plan changes a value, where it may not be known yet. Pure.
import { isUnknown, type Unknown } from "../../framework/index.js";

/** `unknown`, while it may change. */
export type ValueChange = "same" | "changed" | "unknown";

/** By attribute. */
export type ValueChanges = { readonly [attribute: string]: ValueChange };

/** Of a set, whose order does not matter. Null: it is left out. */
export function setChange(
  prior: readonly string[] | null,
  planned: readonly (string | Unknown)[] | null | Unknown,
): ValueChange {
  if (isUnknown(planned) || planned?.some(isUnknown)) return "unknown";
  if (prior === null || planned === null) return prior === planned ? "same" : "changed";
  const isSame = prior.length === planned.length && prior.every((each) => planned.includes(each));
  return isSame ? "same" : "changed";
}
