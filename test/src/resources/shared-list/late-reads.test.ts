// The write loop over a list that shows writes late, also where the local clock is set meanwhile.
import { describe, expect, it } from "@jest/globals";
import { Answer, memory } from "./memory-target.js";

const LATE_MS = 60_000;

describe("a list that shows writes late", () => {
  const late = (options = {}) => memory(["old"], { isReadLate: true, ...options });

  it.each([1_000, 3_000, 10_000, 55_000])(
    "by %i ms is waited for, and written once",
    async (lagMs) => {
      const it = late({
        meddle: () => {
          it.shown.names = ["old"];
          it.clock.setAlarm(lagMs, () => {
            it.shown.names = undefined;
          });
        },
      });
      expect(await it.add("a")).toMatchObject({ state: "holds" });
      expect(it.seen.writes).toEqual([["old", "a"]]);
    },
  );

  it.each<[title: string, isLate: boolean, writeMs: number, showsAfterMs: number]>([
    ["is not late where the first look shows the write", false, 10, 0],
    ["is late where it does not", true, 10, 3_000],
    ["may be late unseen where the look comes seconds after the write", true, 1_500, 1_000],
  ])("%s, and says so", async (_title, isReadLate, writeMs, showsAfterMs) => {
    const it = late({
      writeMs,
      meddle: () => {
        it.shown.names = ["old"];
        it.clock.setAlarm(showsAfterMs, () => (it.shown.names = undefined));
      },
    });
    expect(await it.add("a")).toMatchObject({ state: "holds", isReadLate });
  });

  it("is written again when it shows the old content for more than a minute", async () => {
    const { add, seen, shown, clock } = late();
    shown.names = ["old"];
    clock.setAlarm(LATE_MS + 10_000, () => {
      shown.names = undefined;
    });
    expect(await add("a")).toMatchObject({ state: "holds" });
    expect(seen.writes).toHaveLength(2);
  });

  it("is written again at once when it shows another writer's content", async () => {
    const { add, seen, clock, object } = late({
      meddle: (it: { names: readonly string[] }, writes: number) => {
        if (writes === 1) it.names = ["old", "stranger"];
      },
    });
    const startMs = clock.nowMs();
    await add("a");
    expect(seen.writes).toHaveLength(2);
    expect(clock.nowMs() - startMs).toBeLessThan(5_000);
    expect([...object.names].sort()).toEqual(["a", "old", "stranger"]);
  });

  it("is not late any more once it has shown the new content", async () => {
    const { add, seen, object } = late();
    await add("a");
    object.names = ["old"];
    await add("b");
    expect(seen.writes).toEqual([
      ["old", "a"],
      ["old", "b"],
    ]);
  });

  it("does not make the next change forget what it does not show yet", async () => {
    const it = late({ meddle: () => it.clock.setAlarm(3_000, () => (it.shown.names = undefined)) });
    it.shown.names = ["old"];
    const stop = new AbortController();
    it.clock.setAlarm(600, () => stop.abort(new Error("timed out")));
    expect(await it.add("a", stop.signal)).toMatchObject({ state: "open" });
    expect(await it.add("b")).toMatchObject({ state: "holds" });
    expect(it.object.names).toEqual(["old", "a", "b"]);
  });

  it("leaves a change open that was perhaps made, although it does not show it", async () => {
    const it = late({
      meddle: (_: unknown, writes: number) => {
        throw new Answer(writes === 1 ? "failed" : "final", writes === 1);
      },
    });
    it.shown.names = ["old"];
    expect(await it.add("a")).toMatchObject({ state: "open", reason: { is: "final" } });
  });
});

describe("a local clock that is set meanwhile", () => {
  /** A list that is late, a look that watches on, and a second batch that waits for the first. */
  async function played(setByMs: number) {
    const it = memory(["old"], {
      isReadLate: true,
      meddle: () => {
        it.shown.names = ["old"];
        it.clock.setBy(setByMs);
        it.clock.setAlarm(3_000, () => (it.shown.names = undefined));
      },
    });
    await Promise.all([it.add("a"), it.remove("old")]);
    await it.add("b");
    return { slept: it.clock.sleptMs, writes: it.seen.writes, reads: it.seen.reads };
  }

  it.each([3_600_000, -3_600_000])("by %i ms changes nothing", async (setByMs) => {
    expect(await played(setByMs)).toEqual(await played(0));
  });
});
