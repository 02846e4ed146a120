// The writer over an object in memory, and other writers who meddle at chosen moments.
import { describe, expect, it } from "@jest/globals";
import { ObjectWriter } from "../../../../src/resources/write/object-writer.js";
import { StaleReadError } from "../../../../src/resources/write/stale-read-error.js";
import type { Change, Target } from "../../../../src/resources/write/target.js";
import { virtualClock } from "../../../virtual-clock.js";

type Names = readonly string[];

class Refused extends Error {}
class NotYet extends Error {}

const never = new AbortController().signal;
const same = (left: Names, right: Names) => [...left].sort().join() === [...right].sort().join();

/** @param meddle runs after each write, with how many there were; it may change the list, or throw for the tenant */
function memory(
  start: Names,
  meddle: (object: { names: Names }, writes: number) => void = () => {},
) {
  const object = { names: start };
  const clock = virtualClock();
  const seen = { reads: 0, writes: [] as Names[], waitBeforeSendMs: [] as number[] };
  const target: Target<Names, Names> = {
    read: async () => {
      seen.reads += 1;
      return object.names;
    },
    heldBy: (names) => names,
    contentOf: (names) => names,
    isSame: same,
    withEntriesOf: (names, other) => [...new Set([...names, ...other])],
    write: async ({ content }, { beforeSend }) => {
      const waitMs = seen.waitBeforeSendMs.shift() ?? 0;
      if (waitMs > 0) await clock.sleep(waitMs, never);
      beforeSend?.();
      seen.writes.push(content);
      // As the metastore: who is unknown may stay, but not come.
      const added = content.filter((name) => !object.names.includes(name));
      if (added.some((name) => name.startsWith("bad"))) throw new Refused();
      object.names = content;
      meddle(object, seen.writes.length);
      return { durationMs: 10 };
    },
    isPassing: (error) => !(error instanceof Refused || error instanceof StaleReadError),
    isNotYet: (error) => error instanceof NotYet,
    isRefusal: (error) => error instanceof Refused,
  };
  const writer = new ObjectWriter(target, { clock, maxRetries: 0 });
  const change = (merge: (names: Names) => Names, signal = never): Change<Names, Names> => ({
    merge,
    signal,
  });
  return {
    object,
    clock,
    seen,
    add: (name: string, signal = never) =>
      writer.update(
        "it",
        change((names) => [...new Set([...names, name])], signal),
      ),
    remove: (name: string) =>
      writer.update(
        "it",
        change((names) => names.filter((one) => one !== name)),
      ),
  };
}

const statesOf = (settled: readonly PromiseSettledResult<{ readonly state: string }>[]) =>
  settled.map((one) => (one.status === "fulfilled" ? one.value.state : "refused"));

describe("a writer", () => {
  it("makes one write of what comes together", async () => {
    const { add, seen, object } = memory([]);
    await Promise.all(["a", "b", "c"].map((name) => add(name)));
    expect(object.names).toEqual(["a", "b", "c"]);
    expect(seen.writes).toHaveLength(1);
  });

  it("halves a refused write until only the guilty one is refused", async () => {
    const { add, seen, object } = memory([]);
    const names = Array.from({ length: 50 }, (_, index) => (index === 33 ? "bad" : `n${index}`));
    const settled = await Promise.allSettled(names.map((name) => add(name)));
    expect(statesOf(settled).filter((state) => state === "refused")).toHaveLength(1);
    expect(statesOf(settled)[33]).toBe("refused");
    expect(object.names).toHaveLength(49);
    expect(seen.writes.length).toBeLessThanOrEqual(13);
  });

  it("tells each what was there before the batch began, however often it was tried", async () => {
    const { add } = memory(["old"]);
    const [good] = await Promise.allSettled([add("good"), add("bad"), add("other")]);
    expect(good).toMatchObject({ value: { before: ["old"] } });
  });

  it("looks again no sooner than twice the time of the write, and 250 ms", async () => {
    const { add, clock } = memory([]);
    await add("a");
    expect(clock.sleptMs).toContain(250);
  });

  it("looks later after taking something away", async () => {
    const { remove, clock } = memory(["a"]);
    await remove("a");
    expect(clock.sleptMs).toContain(500);
  });

  it("puts back what a stale write took away together with its own", async () => {
    const { add, object } = memory(["old"], (it, writes) => {
      if (writes === 1) it.names = ["stranger"];
    });
    await add("a");
    expect([...object.names].sort()).toEqual(["a", "old", "stranger"]);
  });

  it("puts back once what only others lost", async () => {
    const { add, object } = memory(["old"], (it, writes) => {
      if (writes === 1) it.names = ["a"];
    });
    await add("a");
    expect([...object.names].sort()).toEqual(["a", "old"]);
  });

  it("believes somebody who takes it away again", async () => {
    const { add, object, seen } = memory(["old"], (it) => {
      it.names = it.names.filter((name) => name !== "old");
    });
    expect(await add("a")).toMatchObject({ state: "holds" });
    expect(object.names).toEqual(["a"]);
    expect(seen.writes).toHaveLength(2);
  });

  it("lets go of what may not be put back", async () => {
    const { add, object } = memory(["bad-by-now"], (it, writes) => {
      if (writes === 1) it.names = ["a"];
    });
    expect(await add("a")).toMatchObject({ state: "holds" });
    expect(object.names).toEqual(["a"]);
  });

  it("tries five times, and then says that it is lost", async () => {
    const { add, seen } = memory([], (it) => {
      it.names = [];
    });
    expect(await add("a")).toMatchObject({ state: "lost" });
    expect(seen.writes).toHaveLength(5);
  });

  it("of two that did not hold together, tells the one that holds so", async () => {
    const { add } = memory([], (it) => {
      it.names = ["a"];
    });
    const settled = await Promise.allSettled([add("a"), add("b")]);
    expect(statesOf(settled)).toEqual(["holds", "lost"]);
  });

  it("reads again when it had to wait between the read and the write", async () => {
    const { add, seen } = memory([]);
    seen.waitBeforeSendMs.push(60_000, 30);
    await add("a");
    expect(seen.writes).toHaveLength(1);
    expect(seen.reads).toBe(3);
  });

  it("waits out what is only not known yet, without counting it as a try", async () => {
    let refusals = 12;
    const { add } = memory([], (it) => {
      if (refusals-- > 0) {
        it.names = [];
        throw new NotYet();
      }
    });
    expect(await add("a")).toMatchObject({ state: "holds" });
  });

  it("goes on for the others when one of them is stopped", async () => {
    const stop = new AbortController();
    const { add, object } = memory([], (_, writes) => {
      if (writes === 1) stop.abort(new Error("stopped"));
    });
    const [one, other] = await Promise.all([add("a", stop.signal), add("b")]);
    expect(one.state).toBe("unverified");
    expect(other).toMatchObject({ state: "holds", before: [] });
    expect(object.names).toEqual(["a", "b"]);
  });

  it("does not send what was stopped before it left", async () => {
    const { add, seen } = memory([]);
    await expect(add("a", AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
    expect(seen).toMatchObject({ reads: 0, writes: [] });
  });
});
