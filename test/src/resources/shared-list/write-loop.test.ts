// The write loop over a list in memory, and other writers who meddle at chosen moments.
import { describe, expect, it } from "@jest/globals";
import { Answer, memory, never, statesOf } from "./memory-target.js";

describe("a change", () => {
  it("is told what was there before anything was written for it, however often that was tried", async () => {
    const { add } = memory(["old"]);
    const [good] = await Promise.allSettled([add("good"), add("bad"), add("other")]);
    expect(good).toMatchObject({ value: { before: { sets: { names: ["old"] } } } });
  });

  it("that holds already needs no write, and does not wait for one", async () => {
    const { add, seen } = memory(["held"], {
      meddle: () => {
        throw new Answer("final");
      },
    });
    const settled = await Promise.allSettled([add("held"), add("new")]);
    expect(statesOf(settled)).toEqual(["holds", "refused"]);
    expect(seen.writes).toHaveLength(1);
  });

  it("that cannot be made of what is there fails alone", async () => {
    const { add, writer, object } = memory([]);
    const resolve = () => {
      throw new Error("not of this");
    };
    const settled = await Promise.allSettled([
      add("a"),
      writer.change("it", { resolve, signal: never }),
    ]);
    expect(statesOf(settled)).toEqual(["holds", "refused"]);
    expect(object.names).toEqual(["a"]);
  });

  it("is written for what is there now: it is resolved again by each read", async () => {
    const { writer, object } = memory(["one"], {
      meddle: (it, writes) => {
        if (writes === 1) it.names = ["one", "two"];
      },
    });
    // As a token whose personas are exactly these.
    const resolve = ({ sets }: { sets: { names: readonly string[] } }) => ({
      add: { names: ["mine"] },
      remove: { names: sets.names.filter((name) => name !== "mine") },
    });
    await writer.change("it", { resolve, signal: never });
    expect(object.names).toEqual(["mine"]);
  });
});

describe("a look after a write", () => {
  it("comes no sooner than twice the time of the write, and 250 ms", async () => {
    const { add, clock } = memory([]);
    await add("a");
    expect(clock.sleptMs).toContain(250);
  });

  it("comes later after taking something away", async () => {
    const { remove, clock } = memory(["a"]);
    await remove("a");
    expect(clock.sleptMs).toContain(500);
  });

  it("puts back what a stale write took away together with its own", async () => {
    const { add, object } = memory(["old"], {
      meddle: (it, writes) => {
        if (writes === 1) it.names = ["stranger"];
      },
    });
    await add("a");
    expect([...object.names].sort()).toEqual(["a", "old", "stranger"]);
  });

  it("puts back once what only others lost", async () => {
    const { add, object } = memory(["old"], {
      meddle: (it, writes) => {
        if (writes === 1) it.names = ["a"];
      },
    });
    await add("a");
    expect([...object.names].sort()).toEqual(["a", "old"]);
  });

  it("believes somebody who takes it away again", async () => {
    const { add, object, seen } = memory(["old"], {
      meddle: (it) => {
        it.names = it.names.filter((name) => name !== "old");
      },
    });
    expect(await add("a")).toMatchObject({ state: "holds" });
    expect(object.names).toEqual(["a"]);
    expect(seen.writes).toHaveLength(2);
  });

  it("lets go of what may not be put back", async () => {
    const { add, object } = memory(["bad-by-now"], {
      meddle: (it, writes) => {
        if (writes === 1) it.names = ["a"];
      },
    });
    expect(await add("a")).toMatchObject({ state: "holds" });
    expect(object.names).toEqual(["a"]);
  });

  it("tries five times, and then says that it is lost", async () => {
    const { add, seen } = memory([], {
      meddle: (it) => {
        it.names = [];
      },
    });
    expect(await add("a")).toMatchObject({ state: "lost" });
    expect(seen.writes).toHaveLength(5);
  });

  it("of two that did not hold together, tells the one that holds so", async () => {
    const { add } = memory([], {
      meddle: (it) => {
        it.names = ["a"];
      },
    });
    const settled = await Promise.allSettled([add("a"), add("b")]);
    expect(statesOf(settled)).toEqual(["holds", "lost"]);
  });

  it("is made again after a wait between the read and the write", async () => {
    const { add, seen } = memory([]);
    seen.waitBeforeSendMs.push(60_000, 30);
    await add("a");
    expect(seen.writes).toHaveLength(1);
    expect(seen.reads).toBe(3);
  });
});

describe("an answer", () => {
  it("that only means not yet is waited out, without counting as a try", async () => {
    let refusals = 12;
    const { add } = memory([], {
      meddle: (it) => {
        if (refusals-- > 0) {
          it.names = [];
          throw new Answer("not_yet");
        }
      },
    });
    expect(await add("a")).toMatchObject({ state: "holds" });
  });

  it.each(["failed", "unanswered"] as const)("%s is tried again from a new read", async (is) => {
    const { add, seen } = memory([], {
      meddle: (it, writes) => {
        if (writes <= 3) {
          it.names = [];
          throw new Answer(is, true);
        }
      },
    });
    expect(await add("a")).toMatchObject({ state: "holds" });
    expect(seen.writes).toHaveLength(4);
  });

  it("that never comes ends in what it was, when nothing was written", async () => {
    const { add, seen } = memory([], {
      meddle: (it) => {
        it.names = [];
        throw new Answer("unanswered", true);
      },
    });
    await expect(add("a")).rejects.toMatchObject({ is: "unanswered" });
    expect(seen.writes).toHaveLength(5);
  });

  it("that never comes is no proof: what is done late is seen, however the tries ended", async () => {
    const it = memory([], {
      meddle: (list, writes) => {
        list.names = [];
        if (writes === 5) it.clock.setAlarm(30_000, () => (it.object.names = ["a"]));
        throw new Answer("unanswered", true);
      },
    });
    expect(await it.add("a")).toMatchObject({ state: "holds", after: { sets: { names: ["a"] } } });
    expect(it.seen.writes).toHaveLength(5);
  });

  it.each([
    ["unanswered", "that never comes leaves open what a look does not show yet", "open"],
    ["failed", "that is a failure leaves nothing open that a look does not show", "refused"],
  ] as const)("%s: %s, when the operation ends", async (is, _title, state) => {
    const stop = new AbortController();
    const it = memory([], {
      meddle: (list) => {
        list.names = [];
        throw new Answer(is, true);
      },
    });
    // After the third try and the look that follows it, before the fourth.
    it.target.read = async () => {
      if (it.seen.writes.length === 3) it.clock.setAlarm(1, () => stop.abort(new Error("stop")));
      return it.listed(it.object.names);
    };
    it.seen.waitBeforeSendMs.push(0, 0, 0, 20);
    const settled = await Promise.allSettled([it.add("a", stop.signal)]);
    expect(statesOf(settled)).toEqual([state]);
  });

  it("that leaves open what was done leaves the change open when nobody can look", async () => {
    const { add, remove, target } = memory(["b"], {
      meddle: () => {
        target.read = async () => {
          throw new Answer("final");
        };
        throw new Answer("unanswered", true);
      },
    });
    expect(await Promise.all([add("a"), remove("b")])).toMatchObject([
      { state: "open", before: { sets: { names: ["b"] } }, reason: { is: "final" } },
      { state: "open" },
    ]);
  });

  it("that says no leaves nothing open, although nobody can look", async () => {
    const { add, target } = memory([], {
      meddle: () => {
        target.read = async () => {
          throw new Answer("final");
        };
        throw new Answer("refused");
      },
    });
    await expect(add("a")).rejects.toMatchObject({ is: "refused" });
  });
});

describe("an object that was made here", () => {
  it("is written without a look first, and not yet there means not yet", async () => {
    const it = memory(["claim"], { isReadLate: true });
    const read = it.target.read;
    let missing = 3;
    it.target.read = async (id, signal, isRecent) => {
      if (missing-- > 0) throw new Answer(it.clock.nowMs() > 0 ? "not_yet" : "final");
      return await read(id, signal, isRecent);
    };
    it.writer.made("it", it.listed(["claim"]));
    expect(await it.add("a")).toMatchObject({ state: "holds" });
    expect(it.seen.writes).toEqual([["claim", "a"]]);
    expect(it.seen.reads).toBe(1);
  });
});
