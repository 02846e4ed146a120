// Whether the host runs tests: read from the command line of a real process.

import { once } from "node:events";
import { afterEach, describe, expect, it } from "@jest/globals";
import { execa, type ResultPromise } from "execa";
import { type Logger, silentLogger } from "../../../../src/framework/logger.js";
import { isTestRun } from "../../../../src/protocol/launch/host-command.js";

const children: Pick<ResultPromise, "kill">[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});

/** A process that has these arguments, and waits. */
async function startHost(...args: readonly string[]): Promise<number> {
  const readsStandardInput = "-";
  const child = execa(process.execPath, [readsStandardInput, ...args], { reject: false });
  children.push(child);
  await once(child, "spawn");
  if (child.pid === undefined) throw new Error("Cannot start a host");
  return child.pid;
}

describe.each(["linux", "darwin"] as const)("on %s", (platform) => {
  it.each([
    { args: ["test"], expected: true },
    { args: ["-chdir=stack", "test", "-filter=a.tftest.hcl"], expected: true },
    { args: ["-chdir=my stack", "test"], expected: true },
    { args: ["-chdir=my stack", "plan", "-out", "test"], expected: false },
    { args: ["test", "-test-directory", "checks"], expected: true },
    { args: ["/bin/terraform", "test"], expected: true },
    { args: ["/bin/terraform", "terraform", "test"], expected: true },
    { args: ["validate"], expected: false },
    { args: ["validate", "-test-directory", "test"], expected: false },
    { args: ["plan", "-out=test.plan"], expected: false },
    { args: ["plan", "-out", "test"], expected: false },
    { args: ["apply", "-var-file", "test"], expected: false },
    { args: ["apply", "test"], expected: false },
    { args: ["-chdir=test", "apply"], expected: false },
    { args: ["/test/terraform", "terraform", "plan", "-out", "test"], expected: false },
    { args: ["-version"], expected: false },
  ])("$args: $expected", async ({ args, expected }) => {
    const pid = await startHost(...args);
    expect(isTestRun(silentLogger, { pid, platform })).toBe(expected);
  });

  it("takes a host that cannot be read for one that does, and logs why", () => {
    const lines: string[] = [];
    const log: Logger = { ...silentLogger, debug: (message) => lines.push(message) };
    const nobody = { pid: 2 ** 22 + 1, platform };
    expect(isTestRun(log, nobody)).toBe(true);
    expect(lines).toEqual([expect.stringContaining("Cannot read the command line of the host")]);
  });
});
