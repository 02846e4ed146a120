// What `doctor` waits for, and that it does not wait without an end: a tenant and a program that never answer.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { runChecks } from "../../../../src/cli/doctor/run-checks.js";
import { runProgram } from "../../../../src/cli/doctor/run-program.js";
import { systemClock } from "../../../../src/clock.js";
import { startTenant, type Tenant } from "../../../../src/tenant/index.js";
import { contextWith } from "./doctor-context.js";

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.stop());

it("says of a tenant that hangs that there was no answer within a minute, and goes on", async () => {
  await tenant.control.addFaults({ match: {}, times: 1_000, do: { hang: true } });
  const waits: number[] = [];
  const context = contextWith({
    variables: { ...process.env, ...tenant.env(), NODE_OPTIONS: undefined },
    // The minute is over at once.
    clock: {
      ...systemClock,
      setAlarm: (ms, ring) => {
        waits.push(ms);
        return systemClock.setAlarm(0, ring);
      },
    },
  });
  const results = await runChecks(context, () => {});
  const found = Object.fromEntries(results.map(({ id, ...rest }) => [id, rest]));
  expect(new Set(waits)).toEqual(new Set([60_000]));
  expect(found.tenant).toMatchObject({
    status: "error",
    found: expect.stringContaining("no answer within a minute"),
    advice: expect.stringContaining("Try again in a minute"),
  });
  expect(found.identity).toMatchObject({ status: "not_checked", dependsOn: "tenant" });
  expect(found.rights).toMatchObject({ status: "not_checked", dependsOn: "identity" });
  expect(found.base_url).toMatchObject({ status: "ok" });
});

it.each([
  ["that is ended", "wait"],
  ["that has ended", "true"],
])("does not wait for what a program has started %s", async (_which, last) => {
  const folder = mkdtempSync(path.join(tmpdir(), "hanging-"));
  // As the script of a version manager. What it starts ends with the folder.
  const script = `(while [ -d "$0" ]; do sleep 1; done) & ${last}`;
  const call = { program: "/bin/sh", args: ["-c", script, folder], environment: process.env };
  const result = await runProgram({ ...call, timeoutMs: 100 });
  rmSync(folder, { recursive: true });
  expect(result).toMatchObject({ isTimedOut: true, failed: true });
});

it("ends a program that does not end", async () => {
  const program = process.execPath;
  const args = ["-e", "setInterval(() => {}, 1000)"];
  const result = await runProgram({ program, args, environment: {}, timeoutMs: 1 });
  expect(result).toMatchObject({ isTimedOut: true, failed: true });
});
