// Which texts are durations to Go, and how long they are.
import { describe, expect, it } from "@jest/globals";
import { parseGoDuration } from "../../lib/schema";

describe("parseGoDuration", () => {
  it.each([
    ["10m", 600_000],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    [".5s", 500],
    ["1.s", 1000],
    ["+5s", 5000],
    ["250ms", 250],
    ["1h1m1s1ms", 3_661_001],
    ["500us", 0.5],
    ["500µs", 0.5],
    ["2562047h", 9_223_369_200_000],
  ])("%s is %d ms", (text, ms) => {
    expect(parseGoDuration(text)).toBe(ms);
  });

  it.each(["", "10", "1d", "-5m", "0", "0s", "10 m", " 10m", "m", "1h30", "1e3s", "10M", "٣m"])(
    "%j is none",
    (text) => {
      expect(parseGoDuration(text)).toBeUndefined();
    },
  );

  it.each(["2562048h", `${"9".repeat(400)}h`])("%s is more than Go can count", (text) => {
    expect(parseGoDuration(text)).toBeUndefined();
  });
});
