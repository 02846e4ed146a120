import { describe, expect, it } from "@jest/globals";
import { interludeMs } from "./interlude.js";
import type { Trouble } from "./trouble.js";

const listLagMs = 4_000;
const moment = { request: "create token", count: 1, afterMs: 0 } as const;
const interrupted: Trouble = { kind: "interrupted", moment };
const jump: Trouble = { kind: "clock jump", moment, seconds: 600 };
const reset = (request: "list tokens" | "create token"): Trouble => ({
  kind: "reset",
  request,
  skip: 0,
  times: 1,
  effect: { reset: true },
});

describe("the wait before the next attempt", () => {
  it.each<[title: string, leftovers: number, next: readonly Trouble[], waitMs: number]>([
    ["is for the list, where a token was left and the attempt is ended", 1, [interrupted], 4_000],
    ["is for the list, where its looks may fail", 1, [jump, reset("list tokens")], 4_000],
    ["is none where nothing was left", 0, [interrupted], 0],
    ["is none where the attempt comes to its end", 2, [jump, reset("create token")], 0],
    ["is none before an attempt that meets nothing", 1, [], 0],
  ])("%s", (_title, leftovers, next, waitMs) => {
    expect(interludeMs({ leftovers, listLagMs, next })).toBe(waitMs);
  });
});
