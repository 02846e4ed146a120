// Names and moments as a page writes them.
import { describe, expect, test } from "@jest/globals";
import { invisiblesShown } from "../../../src/page/visible-text.js";
import { fromNow, utcMinute } from "../../../src/page/when.js";

describe("invisible characters", () => {
  test.each([
    { of: "none", text: "Größe 数据 <b>", shown: ["Größe 数据 <b>"] },
    { of: "another direction", text: "a\u202egnp", shown: ["a", "[U+202E]", "gnp"] },
    { of: "no width", text: "ad\u200bmin", shown: ["ad", "[U+200B]", "min"] },
    { of: "a line break", text: "a\nb", shown: ["a", "[U+000A]", "b"] },
    { of: "a joiner in an emoji, which stays", text: "👩\u200d💻", shown: ["👩\u200d💻"] },
  ])("$of", ({ text, shown }) => {
    const parts = invisiblesShown(text);
    expect(parts.map(({ text: part, isInvisible }) => (isInvisible ? `[${part}]` : part))).toEqual(
      shown,
    );
  });
});

const NOW = Date.parse("2026-11-28T12:00:00Z");

describe("moments", () => {
  test.each([
    { moment: "2026-11-28T12:00:30Z", words: "in a moment" },
    { moment: "2026-11-28T11:59:30Z", words: "a moment ago" },
    { moment: "2026-11-28T10:29:00Z", words: "91 minutes ago" },
    { moment: "2026-12-10T12:00:00Z", words: "in 12 days" },
    { moment: "2027-01-12T12:00:00Z", words: "in 45 days" },
    { moment: "2031-11-27T12:00:00Z", words: "in 5 years" },
  ])("$moment is $words", ({ moment, words }) => {
    expect(fromNow(moment, NOW)).toBe(words);
  });

  test("are given in UTC", () => {
    expect(utcMinute("2026-11-28T13:30:59+02:00")).toBe("2026-11-28 11:30 UTC");
  });
});
