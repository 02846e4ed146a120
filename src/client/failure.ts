// How a request fails: what became of one try, and the error that the caller gets.
import { STATUS_CODES } from "node:http";
import type { CredentialName } from "./credential.js";
import { type AtlanErrorKind, ERROR_KINDS } from "./error-kinds.js";
import { wordsOf } from "./error-words.js";

/** One try that did not end with the reply that was wanted. */
export interface FailedTry {
  readonly kind: AtlanErrorKind;
  readonly detail: string | null;
  /** False when it never came to a try, because the call was stopped while it waited. */
  readonly isTry: boolean;
  /** Whether the whole request had left. */
  readonly isSent: boolean;
  readonly status: number | null;
  readonly tenantCode: string | null;
  readonly tenantMessage: string | null;
  /** Whether the answer was a web page. */
  readonly isHtml: boolean;
  readonly retryAfterMs: number | null;
  readonly serverTime: Date | null;
  readonly cause?: Error;
}

/** What a try without an answer cannot know. */
export const NO_ANSWER = {
  status: null,
  tenantCode: null,
  tenantMessage: null,
  isHtml: false,
  retryAfterMs: null,
  serverTime: null,
} as const;

/** All text in it has been through `redact.ts`: no credential, no header, no body. */
export interface RequestFailure {
  readonly kind: AtlanErrorKind;
  readonly verb: string;
  /** Without the query, which may quote the names that people gave their objects. */
  readonly path: string;
  readonly status: number | null;
  /** What is known beyond the kind, such as `connect ECONNREFUSED 127.0.0.1:1`. */
  readonly detail: string | null;
  /** The tenant's own code, such as `ATLAS-403-00-001`. */
  readonly tenantCode: string | null;
  /** The tenant's own words, at most 300 characters; `an HTML page` stands for one. */
  readonly tenantMessage: string | null;
  /** Whether the answer was a web page. */
  readonly isHtml: boolean;
  /** Where it was sent: scheme, host and port. */
  readonly origin: string;
  /** Of a credential that was refused, and says that it has expired. */
  readonly credentialExpiredAt: Date | null;
  /** Which of the credentials it was sent with. */
  readonly credentialName: CredentialName;
  readonly requestId: string;
  /** How many times it was sent, or tried to be. */
  readonly tries: number;
  /** Whether a write may have taken effect, in this try or an earlier one. Always false for GET. */
  readonly mayHaveCommitted: boolean;
  /** For how long all requests are held back now, because the tenant asked for it or limits their rate; at most 120 s. */
  readonly retryAfterMs: number | null;
  /** For how long rate limits, the tenant's or our own, have held this call back. */
  readonly heldBackMs: number;
  readonly serverTime: Date | null;
}

/** Thrown for every request that did not end with a reply the API promises. */
export class AtlanRequestError extends Error implements RequestFailure {
  /** Stable: one per kind, such as `ATLAN_FORBIDDEN`. */
  readonly code: string;
  /** What this means, as a sentence. */
  readonly meaning: string;
  /** What to do next, as a sentence. */
  readonly nextStep: string;
  readonly kind: AtlanErrorKind;
  readonly verb: string;
  readonly path: string;
  readonly status: number | null;
  readonly detail: string | null;
  readonly tenantCode: string | null;
  readonly tenantMessage: string | null;
  readonly isHtml: boolean;
  readonly origin: string;
  readonly credentialExpiredAt: Date | null;
  readonly credentialName: CredentialName;
  readonly requestId: string;
  readonly tries: number;
  readonly mayHaveCommitted: boolean;
  readonly retryAfterMs: number | null;
  readonly heldBackMs: number;
  readonly serverTime: Date | null;

  constructor(failure: RequestFailure, cause?: Error) {
    super(describe(failure), cause && { cause });
    this.name = "AtlanRequestError";
    const { meaning, nextStep } = wordsOf(failure);
    this.code = ERROR_KINDS[failure.kind].code;
    this.meaning = meaning;
    this.nextStep = nextStep;
    this.kind = failure.kind;
    this.verb = failure.verb;
    this.path = failure.path;
    this.status = failure.status;
    this.detail = failure.detail;
    this.tenantCode = failure.tenantCode;
    this.tenantMessage = failure.tenantMessage;
    this.isHtml = failure.isHtml;
    this.origin = failure.origin;
    this.credentialExpiredAt = failure.credentialExpiredAt;
    this.credentialName = failure.credentialName;
    this.requestId = failure.requestId;
    this.tries = failure.tries;
    this.mayHaveCommitted = failure.mayHaveCommitted;
    this.retryAfterMs = failure.retryAfterMs;
    this.heldBackMs = failure.heldBackMs;
    this.serverTime = failure.serverTime;
  }
}

/** For example: `Cannot GET /api/service/apikeys: the tenant answered 403 Forbidden: "no" (request 1f0c, 2 tries)`. */
function describe(failure: RequestFailure): string {
  const parts = [answerOf(failure), failure.detail].filter((part) => part !== null);
  const state = parts.join(", ") || failure.kind;
  return `Cannot ${failure.verb} ${failure.path}: ${state} (${circumstancesOf(failure)})`;
}

function circumstancesOf({ requestId, tries, heldBackMs }: RequestFailure): string {
  const heldBackSeconds = Math.round(heldBackMs / 1_000);
  return [
    `request ${requestId}`,
    ...(tries > 1 ? [`${tries} tries`] : []),
    ...(heldBackSeconds > 0 ? [`held back ${heldBackSeconds} s by rate limits`] : []),
  ].join(", ");
}

function answerOf({ status, tenantCode, tenantMessage }: RequestFailure): string | null {
  if (status === null) return null;
  const words = tenantMessage === null ? "" : `: "${tenantMessage}"`;
  const code = tenantCode === null || tenantCode === String(status) ? "" : ` ${tenantCode}`;
  return `the tenant answered ${status} ${STATUS_CODES[status] ?? ""}`.trimEnd() + code + words;
}
