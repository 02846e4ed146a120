// Judges an answer: the reply that was wanted, or the kind of failure it is.
import type { AtlanErrorKind } from "../error-kinds.js";
import type { Call } from "../http.js";
import { MalformedBodyError } from "../malformed-body-error.js";
import type { Answer } from "./exchange.js";
import type { Mask } from "./mask.js";
import { isHtml, type TenantWords, tenantWords } from "./tenant-words.js";

const KIND_BY_STATUS: { readonly [status: number]: AtlanErrorKind } = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  407: "proxy_refused",
  409: "conflict",
  410: "not_found",
  429: "rate_limited",
  501: "not_implemented",
};

export interface Refusal extends TenantWords {
  readonly kind: AtlanErrorKind;
  readonly detail: string | null;
}

export type Verdict<T> =
  | { readonly accepted: true; readonly body: T }
  | { readonly accepted: false; readonly refusal: Refusal };

export function judge<T>(answer: Answer, call: Call<T>, mask: Mask): Verdict<T> {
  if (answer.status >= 200 && answer.status < 300) return read(answer, call);
  const kind = kindOf(answer.status);
  const contentType = answer.headers["content-type"];
  const words = tenantWords(answer.text, contentType, mask);
  const detail = kind === "redirected" ? whereTo(answer, mask) : null;
  return { accepted: false, refusal: { kind, detail, ...words } };
}

function kindOf(status: number): AtlanErrorKind {
  const kind = KIND_BY_STATUS[status];
  if (kind !== undefined) return kind;
  if (status >= 500) return "server_error";
  return status < 400 ? "redirected" : "invalid_request";
}

/** Only the origin: the rest of a login page's address may hold a session. */
function whereTo({ headers: { location } }: Answer, mask: Mask): string {
  if (location === undefined) return "it redirects, and does not say where to";
  const isElsewhere = URL.canParse(location);
  return `it redirects to ${isElsewhere ? mask(new URL(location).origin) : "another path of its own"}`;
}

function read<T>(answer: Answer, call: Call<T>): Verdict<T> {
  const { text, headers } = answer;
  if (isHtml(text, headers["content-type"])) return malformed("with an HTML page, expected JSON");
  try {
    const isEmpty = text.trim() === "" || call.ignoresBody === true;
    return { accepted: true, body: call.read(isEmpty ? undefined : JSON.parse(text)) };
  } catch (error) {
    if (error instanceof MalformedBodyError) return malformed(`but ${error.message}`);
    if (error instanceof SyntaxError) return malformed("with text that is not JSON");
    throw error;
  }
}

function malformed(detail: string): Verdict<never> {
  const words = { tenantCode: null, tenantMessage: null };
  return { accepted: false, refusal: { kind: "malformed_reply", detail, ...words } };
}
