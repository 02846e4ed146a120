// The warning of an API key that soon ends, read from the key itself.
import { describe, expect, it } from "@jest/globals";
import { apiKeyExpiresSoon } from "../../../../src/resources/provider/api-key-expiry.js";
import { Secret } from "../../../../src/secret.js";

const DAY = 24 * 60 * 60;
const NOW = Date.parse("2026-01-01T00:00:00Z") / 1_000;

const keyWith = (claims: object) =>
  new Secret(`e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`);

const check = (claims: object, warnBeforeExpirySeconds = 30 * DAY) =>
  apiKeyExpiresSoon({
    signIn: { apiKey: keyWith(claims) },
    warnBeforeExpirySeconds,
    nowMs: NOW * 1_000,
  });

describe("an API key", () => {
  it.each([
    ["in 29 days", 29 * DAY + 5],
    ["in 1 day", DAY],
    ["in less than a day", 60],
  ])("that ends %s is warned of, with the date and what to do", (words, left) => {
    const warning = check({ exp: NOW + left, iat: NOW - 365 * DAY });
    const date = `${new Date((NOW + left) * 1_000).toISOString().slice(0, 19)}Z`;
    expect(warning).toMatchObject({ severity: "warning", summary: "The API key expires soon" });
    expect(warning?.detail).toContain(`expires at ${date}, ${words}. `);
    expect(warning?.detail).toContain("set ATLAN_API_KEY, or api_key in the provider block");
    expect(warning?.detail).not.toContain("e30.");
  });

  it.each([
    ["has more time than is warned of", { exp: NOW + 31 * DAY, iat: NOW - 365 * DAY }],
    ["is not in the last third of a short life", { exp: NOW + DAY, iat: NOW - DAY }],
    ["ended by the local clock, which may be wrong", { exp: NOW - 1 }],
    ["does not say when it ends", { iat: NOW }],
  ])("that %s is not", (_what, claims) => {
    expect(check(claims)).toBeNull();
  });

  it("is never warned of with warn_before_expiry_seconds = 0, nor when it is no JSON Web Token", () => {
    expect(check({ exp: NOW + 60 }, 0)).toBeNull();
    const settings = { warnBeforeExpirySeconds: DAY, nowMs: NOW };
    expect(apiKeyExpiresSoon({ signIn: { apiKey: new Secret("a.b.c") }, ...settings })).toBeNull();
  });
});
