// Standard output that ends early: what a real pipe and a real full device do to it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { expect, it } from "@jest/globals";
import { writeOutput } from "../../../src/cli/write-output.js";
import { describeUnless } from "../../acceptance/harness/describe-unless.js";

/** More than any pipe holds. */
const LONG = "x".repeat(4_000_000);

it("writes to the end", async () => {
  const child = spawn("wc", ["-c"], { stdio: ["pipe", "pipe", "ignore"] });
  const counted = once(child.stdout, "data");
  await writeOutput(child.stdin, LONG);
  child.stdin.end();
  expect(String((await counted)[0]).trim()).toBe(String(LONG.length));
});

it("is quiet where the reader of the pipe has ended", async () => {
  const child = spawn("head", ["-c", "1"], { stdio: ["pipe", "ignore", "ignore"] });
  const ended = once(child, "close");
  await writeOutput(child.stdin, LONG);
  await ended;
});

const FULL = "/dev/full";
const missing = existsSync(FULL) ? undefined : `there is no ${FULL}`;

describeUnless("a full device", missing, () => {
  it("is an error in one sentence", async () => {
    await expect(writeOutput(createWriteStream(FULL), LONG)).rejects.toThrow(
      /^Cannot write the output: the disk is full \(ENOSPC\), expected a terminal/,
    );
  });
});
