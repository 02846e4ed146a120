// Which signal is another one after the first, and which is the same once more.
import { afterEach, expect, it } from "@jest/globals";
import { onLaterSignal } from "../../../src/cli/later-signal.js";
import { virtualClock } from "../../virtual-clock.js";

let forget = () => {};
afterEach(() => forget());

function listening() {
  const clock = virtualClock();
  const first = new AbortController();
  let later = 0;
  const onLater = () => {
    later += 1;
  };
  forget = onLaterSignal({ first: first.signal, clock, onLater });
  return { clock, first, later: () => later };
}

it.each<[string, number, NodeJS.Signals, number]>([
  ["the same Ctrl-C, passed on by npm", 20, "SIGINT", 0],
  ["a Ctrl-C of a person who insists", 1_000, "SIGINT", 1],
  ["a SIGTERM of a program that insists", 5_000, "SIGTERM", 1],
  ["a terminal that is closed", 5_000, "SIGHUP", 0],
])("%s", (_what, afterMs, signal, times) => {
  const { clock, first, later } = listening();
  first.abort();
  clock.advance(afterMs);
  process.emit(signal, signal);
  expect(later()).toBe(times);
});

it("hears nothing before the first signal, and nothing when it has stopped listening", () => {
  const listeners = process.listenerCount("SIGINT");
  const { clock, first, later } = listening();
  expect(process.listenerCount("SIGINT")).toBe(listeners);
  first.abort();
  forget();
  clock.advance(5_000);
  expect(process.listenerCount("SIGINT")).toBe(listeners);
  expect(later()).toBe(0);
});
