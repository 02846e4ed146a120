// A right on an object, as the registers of a run know it.
import { withLowerCaseGuid } from "../lookup/same-text.js";

export interface Right {
  /** What tells rights on one object apart: a type name. */
  readonly type: string;
  readonly object: string;
}

/** What {@link keyOf} says. */
export function rightIn(key: string): Right & { readonly holder: string } {
  const [type = "", object = "", holder = ""] = JSON.parse(key) as readonly string[];
  return { type, object, holder };
}

/** One text for a right of a principal. A GUID in upper case is the same GUID. */
export const keyOf = ({ type, object }: Right, principal: string): string =>
  JSON.stringify([type, ...[object, principal].map(withLowerCaseGuid)]);
