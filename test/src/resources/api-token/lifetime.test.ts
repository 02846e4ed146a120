import { describe, expect, it } from "@jest/globals";
import { MAX_VALIDITY_SECONDS, NEVER_EXPIRES } from "../../../../lib/schema/index.js";
import { expiryOf, isUnlimited, validityOf } from "../../../../src/resources/api-token/lifetime.js";
import { toRfc3339 } from "../../../../src/rfc3339.js";

const born = new Date("2026-03-01T10:00:00Z");

describe("the lifetime of a token", () => {
  it.each([
    ["negative", -1, true],
    ["Atlan's never expires", NEVER_EXPIRES, true],
    ["longer still", 1e12, true],
    ["the longest limited one", MAX_VALIDITY_SECONDS, false],
    ["zero", 0, false],
  ])("is unlimited or not: %s", (_name, lifespanSeconds, expected) => {
    expect(isUnlimited(lifespanSeconds)).toBe(expected);
  });

  it("ends its seconds after the creation", () => {
    expect(expiryOf(born, 3600)?.toISOString()).toBe("2026-03-01T11:00:00.000Z");
  });

  it.each([
    ["it is unlimited", born, -1],
    ["the tenant does not say how long", born, null],
    ["the tenant does not say since when", null, 3600],
  ])("has no end when %s", (_name, createdAt, lifespanSeconds) => {
    expect(expiryOf(createdAt, lifespanSeconds)).toBeNull();
  });

  it.each([
    ["as it is", 86_400, 86_400],
    ["every unlimited one by one number", -5, NEVER_EXPIRES],
    ["an unknown one as unlimited", null, NEVER_EXPIRES],
  ])("is called, in state: %s", (_name, lifespanSeconds, expected) => {
    expect(validityOf(lifespanSeconds)).toBe(expected);
  });

  it("is written in RFC 3339, UTC, whole seconds", () => {
    expect(toRfc3339(new Date("2026-03-01T10:00:00.999Z"))).toBe("2026-03-01T10:00:00Z");
  });
});
