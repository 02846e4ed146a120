// What is said of a token that has expired, soon will, or never does. Constant summaries: Terraform folds warnings by them into one.
import { NEVER_EXPIRES } from "../../../lib/schema/index.js";
import type { Diagnostic } from "../../framework/index.js";
import { isNearExpiry } from "../../near-expiry.js";
import type { Looked } from "../principals/kind.js";
import type { TokenState } from "./mapping.js";

/** For Read, the only one who knows the tenant's time. An expired token is the plan's business. */
export function warnBeforeExpiry(
  token: TokenState,
  { tenantNow, warnBeforeExpirySeconds: withinSeconds, diagnostics }: Looked,
): void {
  if (withinSeconds === 0 || token.expired) return;
  if (isEndless(token)) diagnostics.add(neverExpires(token));
  if (tenantNow === null || token.expires_at === null || isRotatedBefore(token)) return;
  const { created_at, expires_at } = token;
  const endsMs = Date.parse(expires_at);
  const wholeMs = created_at === null ? Number.POSITIVE_INFINITY : endsMs - Date.parse(created_at);
  const lifetime = { leftMs: endsMs - tenantNow.getTime(), wholeMs };
  if (isNearExpiry(lifetime, withinSeconds)) diagnostics.add(expiresSoon(token));
}

/** One that is rotated by its age does not live for ever. */
const isEndless = ({ validity_seconds, rotation }: TokenState): boolean =>
  validity_seconds === NEVER_EXPIRES && (rotation?.rotate_every_seconds ?? null) === null;

const isRotatedBefore = ({ rotate_at, expires_at }: TokenState): boolean =>
  rotate_at !== null && expires_at !== null && rotate_at < expires_at;

const nameOf = ({ display_name, id }: TokenState): string =>
  `The API token ${JSON.stringify(display_name)} (${id})`;

const SETTING =
  "warn_before_expiry_seconds of the provider sets how long before the expiry this warning appears, for all tokens.";

const expiresSoon = (token: TokenState): Diagnostic => ({
  severity: "warning",
  summary: "API tokens expire soon",
  detail: `${nameOf(token)} expires at ${token.expires_at}. ${whatFollows(token)} ${SETTING}`,
});

function whatFollows({ replace_when_expired, rotation }: TokenState): string {
  if (!replace_when_expired) {
    return "It will not be replaced, because replace_when_expired is false.";
  }
  const gap = "Between the expiry and that apply the tenant refuses the old token.";
  return rotation === null
    ? `The first apply after that replaces it with a new one, which has a new secret. ${gap} To replace it earlier, apply with \`-replace\`. To have a new secret ahead of time, set \`rotation\`.`
    : `The first apply after that rotates it. ${gap} To rotate it earlier, set rotate_before_expiry_seconds in \`rotation\`.`;
}

const neverExpires = (token: TokenState): Diagnostic => ({
  severity: "warning",
  summary: "API tokens never expire",
  detail: `${nameOf(token)} has a lifetime without end: whoever gets hold of its secret can use it until somebody deletes the token. Set rotate_every_seconds in \`rotation\`, and a validity_seconds that is a little longer than that. With warn_before_expiry_seconds = 0 of the provider this warning does not appear.`,
});

/** What a plan does with an expired token: `replace_when_expired`, as planned, decides, and whether the token was read. */
export type AfterExpiry = "replaced" | "kept" | "undecided" | "refused";

export const expired = (token: TokenState, next: AfterExpiry): Diagnostic => ({
  severity: "warning",
  summary: "API tokens have expired",
  detail: `${nameOf(token)} expired at ${token.expires_at}${WHAT_FOLLOWS[next]}`,
  attribute: ["expired"],
});

const WHAT_FOLLOWS: Readonly<Record<AfterExpiry, string>> = {
  replaced:
    ", so it is replaced with a new one, which has a new secret. Deletion of the old one cannot be undone; set replace_when_expired = false to keep it.",
  kept: " and no longer works. It stays, because replace_when_expired is false.",
  undecided:
    " and no longer works. It stays, because replace_when_expired is not known before apply.",
  refused:
    " and no longer works. It stays for now, because this run cannot replace it. The error beside this warning says why.",
};
