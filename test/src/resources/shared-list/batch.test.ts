// How changes of one object are gathered, and whose fault a refused batch is.
import { describe, expect, it } from "@jest/globals";
import { memory, never, statesOf } from "./memory-target.js";

const PEOPLE = Array.from({ length: 50 }, (_, index) => `n${index}`);
const guiltyAt = (...at: readonly number[]) =>
  PEOPLE.map((name, index) => (at.includes(index) ? `bad${index}` : name));

describe("changes of one object", () => {
  it("that come together go in one write", async () => {
    const { add, seen, object } = memory([]);
    await Promise.all(["a", "b", "c"].map((name) => add(name)));
    expect(object.names).toEqual(["a", "b", "c"]);
    expect(seen.writes).toHaveLength(1);
  });

  it("are waited for while they keep coming, but not for ever", async () => {
    const { add, seen, clock } = memory([]);
    const added = [add("n0")];
    for (const name of PEOPLE.slice(1, 31)) {
      await clock.sleep(20, never);
      added.push(add(name));
    }
    await Promise.all(added);
    expect(seen.writes.length).toBeGreaterThan(1);
    expect(seen.writes[0]?.length).toBeGreaterThan(1);
  });

  it("that come one by one from those let go are waited for", async () => {
    const { add, seen, clock } = memory([]);
    const caller = async (index: number) => {
      for (let round = 0; round < 3; round++) await add(`${index}-${round}`);
    };
    await Promise.all([0, 1, 2, 3].map(caller));
    expect(seen.writes).toHaveLength(3);
    expect(clock.sleptMs.length).toBeGreaterThan(0);
  });

  it("of other objects are no concern of theirs", async () => {
    const { add, writer, seen } = memory([]);
    const other = { resolve: () => ({ add: { names: ["b"] } }), signal: never };
    await Promise.all([add("a"), writer.change("another", other)]);
    expect(seen.writes).toHaveLength(2);
  });
});

describe.each(["refused", "failed"] as const)("a write that is answered %s", (refusal) => {
  it.each([[[33]], [[0]], [[49]], [[0, 1, 2]], [[7, 40]]])(
    "fails only for the guilty, at %j of fifty",
    async (at) => {
      const { add, object } = memory([], { refusal });
      const settled = await Promise.allSettled(guiltyAt(...at).map((name) => add(name)));
      const refused = statesOf(settled).flatMap((state, index) =>
        state === "refused" ? [index] : [],
      );
      expect(refused).toEqual(at);
      expect(object.names).toHaveLength(PEOPLE.length - at.length);
    },
  );
});

it("a refused write is halved until the guilty one is alone", async () => {
  const { add, seen } = memory([]);
  await Promise.allSettled(guiltyAt(33).map((name) => add(name)));
  expect(seen.writes.length).toBeLessThanOrEqual(13);
});

it.each(["unanswered", "final"] as const)(
  "a write that is answered %s is nobody's fault alone",
  async (refusal) => {
    const { add, seen } = memory([], { refusal });
    const settled = await Promise.allSettled([add("a"), add("bad"), add("c")]);
    expect(statesOf(settled)).toEqual(["refused", "refused", "refused"]);
    expect(seen.writes).toHaveLength(refusal === "final" ? 1 : 5);
  },
);
