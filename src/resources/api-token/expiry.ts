// What is said of a token that has expired, or soon will. Constant summaries: Terraform folds warnings by them into one.
import type { Diagnostic, DiagnosticSink } from "../../framework/index.js";
import type { TokenState } from "./mapping.js";

export interface ExpiryCheck {
  readonly tenantNow: Date | null;
  /** 0: never. */
  readonly withinSeconds: number;
  readonly diagnostics: DiagnosticSink;
}

/** For Read, the only one who knows the tenant's time. An expired token is the plan's business. */
export function warnBeforeExpiry(
  token: TokenState,
  { tenantNow, withinSeconds, diagnostics }: ExpiryCheck,
): void {
  if (withinSeconds === 0 || tenantNow === null) return;
  if (token.expires_at === null || token.expired) return;
  const leftSeconds = (Date.parse(token.expires_at) - tenantNow.getTime()) / 1000;
  if (leftSeconds <= withinSeconds) diagnostics.add(expiresSoon(token));
}

const nameOf = ({ display_name, id }: TokenState): string =>
  `The API token ${JSON.stringify(display_name)} (${id})`;

const expiresSoon = (token: TokenState): Diagnostic => ({
  severity: "warning",
  summary: "API tokens expire soon",
  detail: `${nameOf(token)} expires at ${token.expires_at}. ${
    token.replace_when_expired
      ? "The first apply after that replaces it with a new one, which has a new secret. Between the expiry and that apply the tenant refuses the old token. To replace it earlier, apply with `-replace`."
      : "It will not be replaced, because replace_when_expired is false."
  } warn_before_expiry_seconds of the provider sets how long before the expiry this warning appears, for all tokens.`,
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
