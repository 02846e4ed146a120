// What is asked for once and shared: for how long, by time that passes and not by the local clock.
import { expect, it } from "@jest/globals";
import { SharedReads } from "../../src/shared-reads.js";
import { virtualClock } from "../virtual-clock.js";

const never = new AbortController().signal;

it.each([0, 3_600_000, -3_600_000])(
  "an answer serves later callers for its lifetime, where the local clock is set by %i ms",
  async (setByMs) => {
    const clock = virtualClock();
    const reads = new SharedReads<number>({ clock, lifetimeMs: 60_000, signal: never });
    let asked = 0;
    const get = () => reads.get("it", never, async () => ++asked);
    await get();
    clock.setBy(setByMs);
    clock.advance(59_000);
    expect(await get()).toBe(1);
    clock.advance(2_000);
    expect(await get()).toBe(2);
  },
);
