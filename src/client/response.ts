// Classifies an answer: the reply that was wanted, or which kind of failure it is, with the tenant's own words.
import type { AtlanErrorKind } from "./error-kinds.js";
import { HTML_PAGE } from "./error-words.js";
import { type FailedTry, NO_ANSWER } from "./failure.js";
import { firstText, isObject, MalformedBodyError, parseJson } from "./json.js";
import type { Redact } from "./redact.js";
import type { Call, HttpResponse } from "./request.js";

const KIND_BY_STATUS: { readonly [status: number]: AtlanErrorKind } = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  407: "proxy_refused",
  408: "timeout",
  409: "conflict",
  410: "not_found",
  429: "rate_limited",
  501: "not_implemented",
};

export type Classified<T> =
  | { readonly ok: true; readonly body: T; readonly serverTime: Date | null }
  | { readonly ok: false; readonly failure: FailedTry };

export function classifyResponse<T>(
  response: HttpResponse,
  call: Call<T>,
  { redact, nowMs }: { readonly redact: Redact; readonly nowMs: number },
): Classified<T> {
  const { status, headers } = response;
  const serverTime = dateOf(headers.date);
  const retryAfterMs = waitOf(headers["retry-after"], serverTime?.getTime() ?? nowMs);
  const fail = (refusal: Pick<FailedTry, "kind"> & Partial<FailedTry>) => {
    const answered = { ...NO_ANSWER, detail: null, isTry: true, isSent: true, status, serverTime };
    return { ok: false, failure: { ...answered, retryAfterMs, ...refusal } } as const;
  };
  if (status < 200 || status > 299) return fail(refusalOf(response, redact));
  try {
    return { ok: true, body: bodyOf(response, call), serverTime };
  } catch (error) {
    if (!(error instanceof MalformedBodyError)) throw error;
    const isHtml = isPage(response);
    return fail({ kind: "malformed_reply", detail: `but ${redact(error.message)}`, isHtml });
  }
}

/** What gateways answer by themselves with a page of their own, and mean as it stands. */
const STATUSES_OF_GATEWAYS = [401, 407, 408, 429];

/** A page that refuses is neither Atlan's word on rights nor proof of what is there. */
const isRefusalOfOthers = (status: number): boolean =>
  status >= 400 && status < 500 && !STATUSES_OF_GATEWAYS.includes(status);

function kindOf(status: number): AtlanErrorKind {
  const kind = KIND_BY_STATUS[status];
  if (kind !== undefined) return kind;
  if (status >= 500) return "server_error";
  return status < 400 ? "redirected" : "invalid_request";
}

function bodyOf<T>(response: HttpResponse, { read, ignoresBody }: Call<T>): T {
  const { text } = response;
  if (isPage(response)) {
    throw new MalformedBodyError("the body is an HTML page, expected JSON");
  }
  const isEmpty = text.trim() === "" || ignoresBody === true;
  return read(isEmpty ? undefined : parseJson(text, "the body"));
}

function refusalOf(response: HttpResponse, redact: Redact) {
  const isHtml = isPage(response);
  const kind = isHtml && isRefusalOfOthers(response.status) ? "web_page" : kindOf(response.status);
  const words = tenantWords(response, redact);
  return {
    kind,
    ...words,
    isHtml,
    ...(kind === "redirected" && { detail: whereTo(response, redact) }),
  };
}

/** Only the origin: the rest of a login page's address may hold a session. */
function whereTo({ headers: { location } }: HttpResponse, redact: Redact): string {
  if (location === undefined) return "it redirects, and does not say where to";
  const isElsewhere = URL.canParse(location);
  return `it redirects to ${isElsewhere ? redact(new URL(location).origin) : "another path of its own"}`;
}

function dateOf(header: string | undefined): Date | null {
  const ms = Date.parse(header ?? "");
  return Number.isNaN(ms) ? null : new Date(ms);
}

const LONGEST_RETRY_AFTER_MS = 120_000;

/**
 * `Retry-After` in seconds or as an HTTP date. Null when there is none, none that can be read, or none that lies ahead. A
 * date is measured against the tenant's own `Date`, because the local clock may be wrong.
 */
function waitOf(header: string | undefined, tenantNowMs: number): number | null {
  const text = header?.trim() ?? "";
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - tenantNowMs;
  return ms > 0 ? Math.min(ms, LONGEST_RETRY_AFTER_MS) : null;
}

const LONGEST_MESSAGE = 300;

const isPage = ({ text, headers }: HttpResponse): boolean =>
  /\bhtml\b/i.test(headers["content-type"] ?? "") || /^\s*<(!doctype|html|head|body)\b/i.test(text);

/** The services behind one tenant have four forms for their own code and words. */
function tenantWords(
  response: HttpResponse,
  redact: Redact,
): Pick<FailedTry, "tenantCode" | "tenantMessage"> {
  if (isPage(response)) return { tenantCode: null, tenantMessage: HTML_PAGE };
  const { text } = response;
  const readable = (words: string | null) => (words === null ? null : shorten(redact(words)));
  const body = jsonOrText(text);
  if (!isObject(body)) return { tenantCode: null, tenantMessage: readable(firstText(text)) };
  const code = firstText(body.errorCode, textOf(body.code), textOf(body.errorId));
  // Metastore, then service, then Keycloak; `error` is last because it may be only a word such as "Forbidden".
  const { errorMessage, message, error_description, info, error } = body;
  const words = firstText(errorMessage, message, error_description, info, error);
  return { tenantCode: readable(code), tenantMessage: readable(words) };
}

const textOf = (value: unknown): unknown => (typeof value === "number" ? String(value) : value);

const shorten = (line: string): string =>
  line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE - 1)}…`;

function jsonOrText(text: string): unknown {
  try {
    return parseJson(text, "the body");
  } catch {
    return text;
  }
}
