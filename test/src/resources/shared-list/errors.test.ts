import { describe, expect, it } from "@jest/globals";
import { type AtlanErrorKind, AtlanRequestError } from "../../../../src/client/index.js";
import {
  classifyResponse,
  GoneError,
  mayHaveCommitted,
} from "../../../../src/resources/shared-list/errors.js";

const failure = (kind: AtlanErrorKind, isCommitted = false) =>
  new AtlanRequestError({
    kind,
    verb: "POST",
    path: "/",
    status: null,
    detail: null,
    tenantCode: null,
    tenantMessage: null,
    isHtml: false,
    origin: "https://tenant.example",
    credentialExpiredAt: null,
    credentialName: "API key",
    requestId: "1",
    tries: 1,
    mayHaveCommitted: isCommitted,
    retryAfterMs: null,
    heldBackMs: 0,
    serverTime: null,
  });
const gone = { severity: "error", summary: "gone", detail: "" } as const;

describe("an answer", () => {
  it.each([
    ["invalid_request", "refused", "refused"],
    ["conflict", "refused", "refused"],
    ["web_page", "refused", "refused"],
    ["server_error", "failed", "failed"],
    ["not_implemented", "failed", "failed"],
    ["not_found", "failed", "not_yet"],
    ["forbidden", "final", "not_yet"],
    ["unauthorized", "final", "final"],
    ["rate_limited", "not_yet", "not_yet"],
    ["timeout", "unanswered", "unanswered"],
    ["connection_broken", "unanswered", "unanswered"],
    ["unreachable", "unanswered", "unanswered"],
    ["malformed_reply", "unanswered", "unanswered"],
    ["stopped", "final", "final"],
    ["untrusted_certificate", "final", "final"],
  ] as const)("that is %s means %s, and %s after a write of ours", (kind, usually, recently) => {
    expect(classifyResponse(failure(kind), false)).toBe(usually);
    expect(classifyResponse(failure(kind), true)).toBe(recently);
  });

  it("that an object is gone means so, unless it may only not be there yet", () => {
    expect(classifyResponse(new GoneError(gone), false)).toBe("final");
    expect(classifyResponse(new GoneError(gone), true)).toBe("not_yet");
    expect(classifyResponse(new GoneError(gone, true), true)).toBe("final");
  });

  it("of no tenant's is final", () => {
    expect(classifyResponse(new TypeError("ours"), true)).toBe("final");
  });

  it("may have been given after the fact", () => {
    expect(mayHaveCommitted(failure("timeout", true))).toBe(true);
    expect(mayHaveCommitted(failure("timeout", false))).toBe(false);
    expect(mayHaveCommitted(new Error("other"))).toBe(false);
  });
});
