import { describe, expect, it } from "@jest/globals";
import {
  claimText,
  hasRunNote,
  isClaim,
  isStale,
  withoutClaim,
  withRunNote,
} from "../../../../src/resources/principals/claim.js";

const uuid = "0c9d2b7e-3e54-4c0a-8d0e-6a1f5f3c2b77";
const staleAfter = new Date("2026-03-01T10:00:00.900Z");
const claim = claimText(uuid, staleAfter);

describe("a claim", () => {
  it("is the text the documentation names", () => {
    expect(claim).toBe(
      `being created by cdktf-provider-atlan, claim ${uuid}, stale after 2026-03-01T10:00:00Z`,
    );
  });

  it("is stale only after its own date", () => {
    expect(isStale(claim, new Date("2026-03-01T10:00:00Z"))).toBe(false);
    expect(isStale(claim, new Date("2026-03-01T10:00:01Z"))).toBe(true);
  });

  it("never reaches a person as a description", () => {
    expect(withoutClaim(claim)).toBe("");
    expect(withoutClaim("Loads the warehouse")).toBe("Loads the warehouse");
  });

  it.each([
    ["a description that quotes one", `was ${claim}`],
    ["a claim with words after it", `${claim} or so`],
    ["a description that only begins like one", "being created by cdktf-provider-atlan"],
    ["an empty description", ""],
  ])("is not %s", (_name, description) => {
    expect(isClaim(description)).toBe(false);
    expect(isStale(description, new Date("2100-01-01T00:00:00Z"))).toBe(false);
  });
});

describe("the note of a token for one run", () => {
  const note = "made by cdktf-provider-atlan for one run, stale after 2026-03-01T10:00:00Z";

  it.each([
    ["", note],
    ["Fills the vault", `Fills the vault (${note})`],
  ])("follows the description %j", (description, whole) => {
    expect(withRunNote(description, staleAfter)).toBe(whole);
    expect(hasRunNote(whole)).toBe(true);
    expect(isStale(whole, new Date("2026-03-01T10:00:00Z"))).toBe(false);
    expect(isStale(whole, new Date("2026-03-01T10:00:01Z"))).toBe(true);
    expect(withoutClaim(whole)).toBe(whole);
  });

  it.each([
    ["a description that quotes it", `Was ${note}`],
    ["a note with words after it", `${note} or so`],
    ["a claim", claim],
  ])("is not %s", (_name, description) => {
    expect(hasRunNote(description)).toBe(false);
  });
});
