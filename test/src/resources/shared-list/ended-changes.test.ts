// Changes that are written together, of which one ends before the others: in a stop, or seen to hold.
import { describe, expect, it } from "@jest/globals";
import { StoppedError } from "../../../../src/framework/index.js";
import { memory, never, statesOf } from "./memory-target.js";

describe("one of several that ends", () => {
  it("in a stop leaves the others to go on", async () => {
    const stop = new AbortController();
    const { add, object } = memory([], {
      meddle: (_, writes) => {
        if (writes === 1) stop.abort(new Error("timed out"));
      },
    });
    const [one, other] = await Promise.all([add("a", stop.signal), add("b")]);
    expect(one).toMatchObject({ state: "open", reason: { message: "timed out" } });
    expect(other).toMatchObject({ state: "holds", before: { sets: { names: [] } } });
    expect(object.names).toEqual(["a", "b"]);
  });

  it("after it was seen to hold, while another is written again, stays known", async () => {
    const stop = new AbortController();
    const it = memory([], {
      meddle: (list, writes) => {
        list.names = ["a"];
        if (writes === 1) it.clock.setAlarm(260, () => stop.abort(new Error("stopped")));
      },
    });
    it.seen.waitBeforeSendMs.push(0, 20);
    const settled = await Promise.allSettled([it.add("a", stop.signal), it.add("b")]);
    expect(statesOf(settled)).toEqual(["open", "lost"]);
  });

  it("before anything left is not written for", async () => {
    const { add, seen } = memory([]);
    await expect(add("a", AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
    expect(seen).toMatchObject({ reads: 0, writes: [] });
  });

  it("while the write waits for its turn is not written for either", async () => {
    const stop = new AbortController();
    const { add, seen, clock } = memory([]);
    seen.waitBeforeSendMs.push(20);
    clock.setAlarm(40, () => stop.abort(new Error("stopped")));
    const settled = await Promise.allSettled([add("a", stop.signal), add("b")]);
    expect(statesOf(settled)).toEqual(["refused", "holds"]);
    expect(seen.writes).toEqual([["b"]]);
  });

  it("while the read hangs is answered at once", async () => {
    const it = memory([]);
    const stop = new AbortController();
    it.target.read = (_, signal) => {
      stop.abort(new Error("timed out"));
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    };
    await expect(it.add("a", stop.signal)).rejects.toThrow("timed out");
  });

  it("while the write hangs is answered at once, as perhaps written", async () => {
    const it = memory([]);
    const stop = new AbortController();
    it.target.write = (_, { beforeSend }) => {
      beforeSend?.();
      stop.abort(new Error("timed out"));
      return new Promise(() => {});
    };
    expect(await it.add("a", stop.signal)).toMatchObject({ state: "open" });
  });

  it("because Terraform stops while the write is under way waits five seconds for its answer", async () => {
    const it = memory([]);
    const stop = new AbortController();
    const write = it.target.write;
    it.target.write = async (step, options) => {
      const answer = await write(step, options);
      stop.abort(new StoppedError());
      await it.clock.sleep(4_000, never);
      return answer;
    };
    const startMs = it.clock.nowMs();
    expect(await it.add("a", stop.signal)).toMatchObject({ state: "open" });
    expect(it.clock.nowMs() - startMs).toBeGreaterThanOrEqual(4_000);
  });

  it("behind a batch that hangs is answered at once", async () => {
    const it = memory([]);
    it.target.write = () => new Promise(() => {});
    void it.add("a");
    await it.clock.sleep(1_000, never);
    const stop = new AbortController();
    const waiting = it.add("b", stop.signal);
    stop.abort(new Error("timed out"));
    await expect(waiting).rejects.toThrow("timed out");
  });
});
