// The figures at the top of the report: how many there are, and how many of them want a look.
import type { Principal } from "../access.js";
import { element } from "../dom.js";
import { type ExpiryState, expiryState, SOON_DAYS } from "../expiry.js";

const figure = new Intl.NumberFormat("en");

export function figuresElement(principals: readonly Principal[], now: number): HTMLElement {
  const count = (accepts: (principal: Principal) => boolean): number =>
    principals.filter(accepts).length;
  const expiring = (state: ExpiryState) => (each: Principal) => expiryState(each, now) === state;
  const knowsState = principals.some(({ managedBy }) => managedBy !== undefined);
  const figures: readonly (readonly [title: string, count: number])[] = [
    ["API tokens", count(({ kind }) => kind === "API token")],
    ["OAuth clients", count(({ kind }) => kind === "OAuth client")],
    ["expired", count(expiring("expired"))],
    [`expire within ${SOON_DAYS} days`, count(expiring("soon"))],
    ["never expire", count(expiring("never"))],
    ...(knowsState
      ? [["not in the state", count(({ managedBy }) => managedBy === null)] as const]
      : []),
  ];
  return element(
    "dl",
    { class: "figures" },
    ...figures.map(([title, value]) =>
      element("div", {}, element("dt", {}, title), element("dd", {}, figure.format(value))),
    ),
  );
}
