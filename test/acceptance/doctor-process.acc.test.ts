// `doctor` as a program among others: in a terminal and without one, stopped in the middle, twice at once, in a tenant that is unkind.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { cleanEnvironment } from "../../src/testing/environment.js";
import { until } from "../until.js";
import { DoctorSite } from "./harness/doctor-site.js";

const PROGRAM = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

let template: string;
let site: DoctorSite;

beforeAll(async () => {
  template = await DoctorSite.prepare();
});
afterAll(() => rm(template, { recursive: true, force: true }));
beforeEach(async () => {
  site = await DoctorSite.open(template);
});
afterEach(() => site.close());

const environment = (more: Readonly<Record<string, string>> = {}) =>
  cleanEnvironment({ HOME: site.directory, ...site.tenant.env(), ...more });

/** What it prints to the end. Not in one call that waits: the tenant is served by this process. */
async function printedBy(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(command, args, {
    cwd: site.directory,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { stdout, stderr };
}

/** On a terminal that is so wide. */
async function onTerminal(columns: number, more: Readonly<Record<string, string>> = {}) {
  const line = `stty cols ${columns}; '${process.execPath}' '${PROGRAM}' doctor`;
  const linux = ["-qefc", line, "/dev/null"];
  const macos = ["-q", "/dev/null", "sh", "-c", line];
  const args = process.platform === "linux" ? linux : macos;
  const env = { ...environment(more), TERM: "xterm-256color" };
  return (await printedBy("script", args, env)).stdout;
}

/** What stays on the screen. */
const lasting = (printed: string): string =>
  stripVTControlCharacters(printed.slice(printed.lastIndexOf("\u001b[2K")).replaceAll("\r", ""));

const start = () =>
  spawn(process.execPath, [PROGRAM, "doctor"], {
    cwd: site.directory,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });

describe("on a terminal", () => {
  it("fits 60 columns, in colour, with progress while it runs", async () => {
    const printed = await onTerminal(60, { ATLAN_API_KEY: "" });
    expect(printed).toMatch(/\d+ of \d+ checks: /);
    expect(printed).toContain("\u001b[32m✓");
    expect(printed).toContain("\u001b[31m✗");
    const lines = lasting(printed).trim().split("\n");
    expect(lines.filter((line) => line.length > 60)).toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^ +→ The provider needs an API token/));
    expect(lines.at(-1)).toMatch(/^\d+ checks: 1 error, /);
  });

  it("has no colours with NO_COLOR", async () => {
    expect(await onTerminal(80, { NO_COLOR: "1" })).not.toContain("\u001b[32m");
  });

  it("keeps to ASCII where the locale knows nothing else", async () => {
    const printed = lasting(await onTerminal(80, { LC_ALL: "C", ATLAN_API_KEY: "" }));
    expect(printed).toMatch(/^\+ Node/m);
    expect(printed).toMatch(/^x Credentials/m);
    expect(printed).not.toMatch(/[✓✗→]/);
  });
});

describe("without a terminal", () => {
  it("prints one line for each check, and no progress", async () => {
    const { checks } = await site.examine();
    const env = environment({ ATLAN_API_KEY: "" });
    const { stdout, stderr } = await printedBy(process.execPath, [PROGRAM, "doctor"], env);
    expect(stderr).toBe("");
    expect(stdout).toBe(stripVTControlCharacters(stdout));
    const lines = stdout.trim().split("\n");
    expect(lines.slice(0, -2).map((line) => line.slice(2, 16).trim())).toEqual(
      checks.map(({ title }) => title),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^✗ Credentials .* → /));
  });
});

describe("stopped in the middle", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends it with %d, and nothing of it stays", async (signal, exitCode) => {
    await site.control.addFaults({ match: {}, do: { hang: true } });
    const child = start();
    const said = text(child.stderr);
    await until(async () => (await site.control.faults()).length === 0);
    child.kill(signal);
    const [code] = await once(child, "close");
    expect(code).toBe(exitCode);
    expect(await said).toBe(`Stopped by ${signal}: did not check.\n`);
  });
});

it("changes nothing, also twice at once", async () => {
  const before = await readdir(site.directory, { recursive: true });
  const [one, other] = await Promise.all([site.examine(), site.examine()]);
  expect(one.exitCode).toBe(0);
  expect(other.checks).toEqual(one.checks);
  expect(await readdir(site.directory, { recursive: true })).toEqual(before);
  expect((await site.control.requests()).map(({ method, path: to }) => `${method} ${to}`)).toEqual(
    expect.not.arrayContaining([expect.stringMatching(/^(POST|DELETE|PUT) (?!.*indexsearch)/)]),
  );
});

describe("in a tenant that is unkind", () => {
  it("finds nothing where lists and search are late, and answers fail now and then", async () => {
    await site.control.changeSettings({
      listLagMs: 2_000,
      searchLagMs: 2_000,
      totalCountsAll: true,
      trimNames: true,
      latencyMs: 20,
    });
    await site.control.addFaults(
      { match: { path: "current" }, do: { status: 503 } },
      { match: { path: "apikeys" }, do: { reset: true } },
      { match: { path: "indexsearch" }, do: { dropReply: true } },
    );
    const { checks, exitCode } = await site.examine();
    expect(checks.filter(({ status }) => status === "error" || status === "warning")).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it("waits out a rate limit that soon ends", async () => {
    const limited = { status: 429, headers: { "retry-after": "1" } };
    await site.control.addFaults({ match: { path: "current" }, do: limited });
    expect(await site.examine()).toMatchObject({ exitCode: 0 });
  });
});

it("refuses a folder that is not there, in one sentence", async () => {
  const { exitCode, stderr } = await site.examine({}, "--dir", "nowhere");
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Cannot check ".*nowhere": it is no folder, expected .*\n$/);
});
