// When a credential ends, as people read it.
import { describe, expect, it } from "@jest/globals";
import { endOf } from "../../../../src/cli/doctor/credential-end.js";
import { Secret } from "../../../../src/secret.js";

const NOW_MS = Date.parse("2026-01-01T00:00:00Z");
const DAY_SECONDS = 86_400;

const endingIn = (seconds: number, claims: object = {}) => {
  const payload = { exp: NOW_MS / 1_000 + seconds, ...claims };
  const text = Buffer.from(JSON.stringify(payload)).toString("base64url");
  const terms = { nowMs: NOW_MS, warnBeforeSeconds: 30 * DAY_SECONDS, renew: "Make another." };
  return endOf(new Secret(`eyJhbGciOiJub25lIn0.${text}.c2ln`), terms);
};

describe("a credential", () => {
  it.each([
    ["long before its end", 90 * DAY_SECONDS, "ok", "expires at 2026-04-01T00:00:00Z, in 90 days"],
    ["near its end", 11 * DAY_SECONDS, "warning", "expires at 2026-01-12T00:00:00Z, in 11 days"],
    ["in its last hour", 3_600, "warning", "expires at 2026-01-01T01:00:00Z, in 1 hour"],
    ["at its end", 0, "error", "expired at 2026-01-01T00:00:00Z, 0 seconds ago"],
    ["after its end", -120, "error", "expired at 2025-12-31T23:58:00Z, 2 minutes ago"],
  ])("%s", (_name, seconds, status, found) => {
    expect(endingIn(seconds)).toMatchObject({ status, found });
  });

  it("made for a day is not near its end in the morning", () => {
    const iat = NOW_MS / 1_000 - 3_600;
    expect(endingIn(23 * 3_600, { iat })).toMatchObject({ status: "ok" });
  });

  it.each(["no-web-token", "a.b.c"])("that is %s does not say", (text) => {
    const terms = { nowMs: NOW_MS, warnBeforeSeconds: 0, renew: "" };
    expect(endOf(new Secret(text), terms)).toMatchObject({ status: "not_checked" });
  });
});
