// What every failed request becomes: what was tried, what came back, and what may have happened all the same.
import { STATUS_CODES } from "node:http";
import { type AtlanErrorKind, ERROR_KINDS } from "./error-kinds.js";

/** All text in it has been through `private/mask.ts`: no credential, no header, no body. */
export interface RequestFailure {
  readonly kind: AtlanErrorKind;
  readonly verb: string;
  /** Without the query, which may quote what people named their things. */
  readonly path: string;
  readonly status: number | null;
  /** What is known beyond the kind, such as `connect ECONNREFUSED 127.0.0.1:1`. */
  readonly detail: string | null;
  /** The tenant's own code, such as `ATLAS-403-00-001`. */
  readonly tenantCode: string | null;
  /** The tenant's own words, at most 300 characters; `an HTML page` stands for one. */
  readonly tenantMessage: string | null;
  readonly requestId: string;
  /** How many times it was sent, or tried to be. */
  readonly tries: number;
  /** Whether a write may have taken effect, in this try or an earlier one. Always false for GET. */
  readonly mayHaveCommitted: boolean;
  /** How long the tenant asked to wait, at most 120 s. */
  readonly retryAfterMs: number | null;
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
  readonly requestId: string;
  readonly tries: number;
  readonly mayHaveCommitted: boolean;
  readonly retryAfterMs: number | null;
  readonly serverTime: Date | null;

  constructor(failure: RequestFailure, cause?: Error) {
    super(describe(failure), cause && { cause });
    this.name = "AtlanRequestError";
    const { code, meaning, nextStep } = ERROR_KINDS[failure.kind];
    this.code = code;
    this.meaning = meaning;
    this.nextStep = nextStep;
    this.kind = failure.kind;
    this.verb = failure.verb;
    this.path = failure.path;
    this.status = failure.status;
    this.detail = failure.detail;
    this.tenantCode = failure.tenantCode;
    this.tenantMessage = failure.tenantMessage;
    this.requestId = failure.requestId;
    this.tries = failure.tries;
    this.mayHaveCommitted = failure.mayHaveCommitted;
    this.retryAfterMs = failure.retryAfterMs;
    this.serverTime = failure.serverTime;
  }
}

/** For example: `Cannot GET /api/service/apikeys: the tenant answered 403 Forbidden: "no" (request 1f0c, 2 tries)`. */
function describe(failure: RequestFailure): string {
  const parts = [answerOf(failure), failure.detail].filter((part) => part !== null);
  const tries = failure.tries > 1 ? `, ${failure.tries} tries` : "";
  const state = parts.join(", ") || failure.kind;
  return `Cannot ${failure.verb} ${failure.path}: ${state} (request ${failure.requestId}${tries})`;
}

function answerOf({ status, tenantCode, tenantMessage }: RequestFailure): string | null {
  if (status === null) return null;
  const words = tenantMessage === null ? "" : `: "${tenantMessage}"`;
  const code = tenantCode === null || tenantCode === String(status) ? "" : ` ${tenantCode}`;
  return `the tenant answered ${status} ${STATUS_CODES[status] ?? ""}`.trimEnd() + code + words;
}
