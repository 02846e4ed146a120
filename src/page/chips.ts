// Small parts of cells that both pages show.
import { element, nameElement } from "./dom.js";
import { type ExpiryState, expiryState } from "./expiry.js";
import { fromNow, utcMinute } from "./when.js";

const MOST_CHIPS = 4;

const chipList = (names: readonly string[]): HTMLElement =>
  element("ul", { class: "chips" }, ...names.map((name) => element("li", {}, nameElement(name))));

/** Names side by side; many of them folded up. */
export function chips(names: readonly string[], noun: string): HTMLElement {
  if (names.length === 0) return element("span", { class: "none" }, "none");
  if (names.length <= MOST_CHIPS) return chipList(names);
  const summary = element("summary", {}, `${names.length} ${noun}`);
  return element("details", {}, summary, chipList(names));
}

export const badge = (text: string, kind: string): HTMLElement =>
  element("span", { class: `badge ${kind}` }, text);

/** A moment from now on the first line, and in UTC on the second. */
export const momentElement = (moment: string, now: number): HTMLElement =>
  element(
    "time",
    { datetime: moment },
    fromNow(moment, now),
    element("small", {}, utcMinute(moment)),
  );

const EXPIRY_WORDS: { readonly [State in ExpiryState]: string } = {
  expired: "expired",
  soon: "expires soon",
  later: "expires",
  never: "never expires",
  unknown: "unknown",
};

export function expiryElement(expiresAt: string, now: number): HTMLElement {
  const state = expiryState({ expiresAt }, now);
  if (state === "never" || state === "unknown") return badge(EXPIRY_WORDS[state], state);
  return element(
    "span",
    { class: `expiry ${state}` },
    state === "later" ? undefined : badge(EXPIRY_WORDS[state], state),
    momentElement(expiresAt, now),
  );
}
