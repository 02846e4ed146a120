import { beforeEach, expect, it } from "@jest/globals";
import { findOne, type Lookup } from "../../../../src/resources/lookup/find-one.js";
import { virtualClock } from "../../../virtual-clock.js";
import { failureOf } from "../look-up.js";

const never = new AbortController().signal;

let candidates: readonly string[];
beforeEach(() => {
  candidates = ["Development", "sales"];
});

function looking(...rounds: readonly (readonly string[])[]) {
  const clock = virtualClock();
  let looks = 0;
  const lookup: Lookup<string> = {
    noun: {
      singular: "connection",
      plural: "connections",
      line: (name) => `guid of ${name}`,
      tellApartBy: "its GUID",
    },
    having: 'name "development"',
    wanted: "development",
    attribute: ["name"],
    look: async () => rounds[Math.min(looks++, rounds.length - 1)] ?? [],
    isWanted: (name) => name.startsWith("development"),
    candidates: async () => candidates,
    nameOf: (name) => name,
    hint: () => "It may be hidden.",
  };
  const find = (waitSeconds: number | null, signal = never) =>
    findOne(lookup, { clock, signal, waitSeconds });
  return { find, clock, looks: () => looks };
}

it("finds at the first look, without waiting", async () => {
  const { find, clock, looks } = looking(["development"]);
  expect(await find(60)).toBe("development");
  expect([looks(), clock.sleptMs]).toEqual([1, []]);
});

it("looks once unless it is told to wait", async () => {
  const { find, looks } = looking([], ["development"]);
  const { summary, detail, attribute } = await failureOf(find(null));
  expect(summary).toBe("Connection not found");
  expect(detail).toBe(
    [
      'No connection has the name "development". Upper and lower case count.',
      "Similar ones:\n  - guid of Development",
      "It may be hidden.",
    ].join("\n\n"),
  );
  expect(attribute).toEqual(["name"]);
  expect(looks()).toBe(1);
});

it("waits until it appears", async () => {
  const { find, looks } = looking([], [], ["development"]);
  expect(await find(60)).toBe("development");
  expect(looks()).toBe(3);
});

it("waits until only one is left", async () => {
  const { find } = looking(["development", "development 2"], ["development 2"]);
  expect(await find(60)).toBe("development 2");
});

it("looks a last time when the waiting ends, and waits no longer", async () => {
  const { find, clock } = looking([]);
  const startMs = clock.nowMs();
  await failureOf(find(7));
  expect(clock.nowMs() - startMs).toBe(7000);
});

it("lists all that match when several do", async () => {
  const { find } = looking(["development", "development 2", "Development"]);
  const { summary, detail } = await failureOf(find(null));
  expect(summary).toBe("Several connections match");
  expect(detail).toBe(
    '2 connections have the name "development":\n  - guid of development\n  - guid of development 2\n\nName the one you mean by its GUID.',
  );
});

it("takes what the search misses and the list shows, such as a name that is spelled in another Unicode form", async () => {
  candidates = ["sales", "development (late)"];
  expect(await looking([]).find(null)).toBe("development (late)");
  candidates = ["development 1", "development 2"];
  expect((await failureOf(looking([]).find(null))).summary).toBe("Several connections match");
});

it("stops waiting when the operation stops", async () => {
  const stop = new AbortController();
  const { find } = looking([]);
  stop.abort(new Error("stopped"));
  await expect(find(60, stop.signal)).rejects.toThrow("stopped");
});
