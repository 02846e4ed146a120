// The progress line: what a terminal gets, and that a pipe gets nothing.
import { expect, it } from "@jest/globals";
import { type ProgressStream, progressOn } from "../../../src/cli/progress.js";

const CLEAR = "\r\u001b[2K";

function recorded(stream: Omit<ProgressStream, "write">) {
  const written: string[] = [];
  return { written, progress: progressOn({ ...stream, write: (text) => written.push(text) }) };
}

it("shows one line in place of the one before, and takes it away", () => {
  const { written, progress } = recorded({ isTTY: true, columns: 60 });
  progress.show("1 of 2");
  progress.show("2 of 2");
  progress.clear();
  expect(written).toEqual([`${CLEAR}1 of 2`, `${CLEAR}2 of 2`, CLEAR]);
});

it("never wraps", () => {
  const { written, progress } = recorded({ isTTY: true, columns: 60 });
  progress.show("x".repeat(100));
  expect(written).toEqual([CLEAR + "x".repeat(59)]);
});

it("writes nothing where there was no line to take away", () => {
  const { written, progress } = recorded({ isTTY: true, columns: 60 });
  progress.clear();
  expect(written).toEqual([]);
});

it("writes nothing to what is no terminal", () => {
  const { written, progress } = recorded({});
  progress.show("1 of 2");
  progress.clear();
  expect(written).toEqual([]);
});
