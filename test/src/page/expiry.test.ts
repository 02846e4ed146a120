// When principals expire, as words and as bars of the timeline.
import { describe, expect, test } from "@jest/globals";
import { bucketOf, expiryBuckets, expiryState } from "../../../src/page/expiry.js";

const NOW = Date.parse("2026-11-28T00:00:00Z");

describe("state and bucket", () => {
  test.each([
    { expiresAt: "2026-11-28T00:00:00Z", state: "expired", bucket: "expired" },
    { expiresAt: "2026-11-28T00:00:01Z", state: "soon", bucket: "2026-11" },
    { expiresAt: "2026-12-28T00:00:00Z", state: "soon", bucket: "2026-12" },
    { expiresAt: "2026-12-28T00:00:01Z", state: "later", bucket: "2026-12" },
    { expiresAt: "2027-10-31T23:59:59Z", state: "later", bucket: "2027-10" },
    { expiresAt: "2027-11-01T00:00:00Z", state: "later", bucket: "later" },
    { expiresAt: "never", state: "never", bucket: "never" },
    { expiresAt: "unknown", state: "unknown", bucket: "unknown" },
  ])("$expiresAt is $state, in $bucket", ({ expiresAt, state, bucket }) => {
    expect([expiryState({ expiresAt }, NOW), bucketOf({ expiresAt }, NOW)]).toEqual([
      state,
      bucket,
    ]);
  });
});

describe("the buckets", () => {
  test("are in order, with twelve months, each with its count", () => {
    const buckets = expiryBuckets(
      [{ expiresAt: "2027-01-05T00:00:00Z" }, { expiresAt: "never" }, { expiresAt: "never" }],
      NOW,
    );
    expect(buckets.map(({ id }) => id)).toEqual([
      "expired",
      "2026-11",
      "2026-12",
      "2027-01",
      ...["2027-02", "2027-03", "2027-04", "2027-05", "2027-06", "2027-07", "2027-08"],
      "2027-09",
      "2027-10",
      "later",
      "never",
    ]);
    expect(buckets.filter(({ count }) => count > 0)).toEqual([
      { id: "2027-01", title: "January 2027", shortTitle: "Jan", count: 1 },
      { id: "never", title: "Never", shortTitle: "Never", count: 2 },
    ]);
  });

  test("say what is unknown only if something is", () => {
    expect(expiryBuckets([{ expiresAt: "unknown" }], NOW).at(-1)).toMatchObject({
      id: "unknown",
      count: 1,
    });
  });
});
