import { describe, expect, it } from "@jest/globals";
import { systemClock } from "../../../src/clock.js";
import { Batcher } from "../../../src/resources/batcher.js";
import { virtualClock } from "../../virtual-clock.js";

interface Run {
  readonly key: string;
  readonly items: readonly string[];
}

function recording() {
  const runs: Run[] = [];
  const clock = virtualClock();
  const batcher = new Batcher<string, string>(async (key, items) => {
    runs.push({ key, items });
    await new Promise((resolve) => setImmediate(resolve));
    return items.map((item) =>
      item === "bad"
        ? { status: "rejected", reason: new Error("bad") }
        : { status: "fulfilled", value: `${item}!` },
    );
  }, clock);
  return { runs, batcher, clock };
}

describe("a batcher", () => {
  it("runs once for items of one object that come together", async () => {
    const { runs, batcher } = recording();
    const results = await Promise.all(["a", "b", "c"].map((item) => batcher.add("token", item)));
    expect(results).toEqual(["a!", "b!", "c!"]);
    expect(runs).toEqual([{ key: "token", items: ["a", "b", "c"] }]);
  });

  it("keeps objects apart", async () => {
    const { runs, batcher } = recording();
    await Promise.all([batcher.add("one", "a"), batcher.add("two", "b")]);
    expect(runs.map(({ key }) => key).sort()).toEqual(["one", "two"]);
  });

  it("settles each item by itself", async () => {
    const { batcher } = recording();
    const settled = await Promise.allSettled([batcher.add("t", "good"), batcher.add("t", "bad")]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  it("waits for quiet, but not for ever", async () => {
    const { runs, batcher, clock } = recording();
    const added: Promise<string>[] = [batcher.add("t", "0")];
    const never = new AbortController().signal;
    for (let index = 1; index <= 30; index++) {
      await clock.sleep(20, never);
      added.push(batcher.add("t", String(index)));
    }
    await Promise.all(added);
    expect(runs.length).toBeGreaterThan(1);
    expect(runs[0]?.items.length).toBeGreaterThan(1);
  });

  it("waits for those it let go, who come back one by one", async () => {
    const clock = systemClock;
    const runs: number[] = [];
    const batcher = new Batcher<number, void>(async (_key, items) => {
      runs.push(items.length);
      await clock.sleep(50, new AbortController().signal);
      return items.map(() => ({ status: "fulfilled", value: undefined }));
    }, clock);
    const caller = async (index: number) => {
      for (let round = 0; round < 3; round++) {
        // Later than quiet lasts.
        await clock.sleep(index * 35, new AbortController().signal);
        await batcher.add("t", index);
      }
    };
    await Promise.all([0, 1, 2, 3].map(caller));
    expect(runs.length).toBeLessThanOrEqual(5);
  });

  it("fails every item of a run that throws, and runs the next one", async () => {
    let calls = 0;
    const batcher = new Batcher<string, string>(async (_key, items) => {
      calls += 1;
      if (calls === 1) throw new Error("first");
      return items.map((value) => ({ status: "fulfilled", value }));
    }, virtualClock());
    await expect(batcher.add("t", "a")).rejects.toThrow("first");
    await expect(batcher.add("t", "b")).resolves.toBe("b");
  });
});
