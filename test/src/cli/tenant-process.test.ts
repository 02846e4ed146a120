// `tenant` as a process among others: the command it runs, the signals that come, and the end of whoever started it.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { bundleProgram } from "./bundled-program.js";

const POLL_MS = 50;
/** Several times the tenant's own interval of looking for its parent. */
const LONG_ENOUGH_TO_NOTICE_MS = 2_000;
/** More than the five seconds after which execa, unless it is told otherwise, kills what does not end at SIGTERM. */
const SLOW_END_MS = 6_000;

let folder: string;
let program: string;

beforeAll(() => {
  ({ folder, program } = bundleProgram());
});

afterAll(() => rmSync(folder, { recursive: true }));

const tenant = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, "tenant", ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, ATLAN_API_KEY: "inherited", ATLAN_OTHER: "inherited" },
  });

/** Starts it, and waits until the output has a match. */
async function started(
  command: readonly [string, ...string[]],
  ready: RegExp,
): Promise<{ child: ChildProcess; output: () => string; match: string }> {
  const [binary, ...args] = command;
  const child = spawn(binary, args, { stdio: ["pipe", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  for (;;) {
    const [match] = ready.exec(output) ?? [];
    if (match !== undefined) return { child, output: () => output, match };
    if (child.exitCode !== null) throw new Error(`Cannot start: it ended with ${output}`);
    await sleep(POLL_MS);
  }
}

const isServing = (baseUrl: string): Promise<boolean> =>
  fetch(`${baseUrl}/_tenant/clock`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Ends with the test run's patience when it never stops. */
async function stopped(baseUrl: string): Promise<void> {
  while (await isServing(baseUrl)) await sleep(POLL_MS);
}

const URL_OF_TENANT = /http:\/\/127\.0\.0\.1:\d+/;

describe("a command after --", () => {
  it("signs in as the OAuth client with --oauth, and not with an API key", () => {
    const { stdout } = tenant("--oauth", "--", "env");
    const names = stdout.match(/^ATLAN_\w+/gm);
    expect(names?.sort()).toEqual([
      "ATLAN_BASE_URL",
      "ATLAN_OAUTH_CLIENT_ID",
      "ATLAN_OAUTH_CLIENT_SECRET",
      "ATLAN_USER_BEARER_TOKEN",
    ]);
  });

  it("finds the tenant in its environment, and nothing of another one", () => {
    const { stdout, status } = tenant("--", "env");
    expect(status).toBe(0);
    const names = stdout.match(/^ATLAN_\w+/gm) ?? [];
    expect([...names].sort()).toEqual([
      "ATLAN_API_KEY",
      "ATLAN_BASE_URL",
      "ATLAN_USER_BEARER_TOKEN",
    ]);
    expect(stdout).not.toContain("inherited");
  });

  it("finds the tenant there", () => {
    const ask =
      'fetch(process.env.ATLAN_BASE_URL + "/_tenant/state").then((r) => console.log(r.status))';
    expect(tenant("--", process.execPath, "-e", ask).stdout).toBe("200\n");
  });

  it("gets its arguments as they are, help and dashes too", () => {
    const { stdout } = tenant("--", "echo", "--help", "--", "-x", "a b");
    expect(stdout).toBe("--help -- -x a b\n");
  });

  it.each([
    { ends: "well", command: ["true"], status: 0, says: "" },
    { ends: "with a status", command: ["sh", "-c", "exit 7"], status: 7, says: "" },
    { ends: "by a signal", command: ["sh", "-c", "kill -9 $$"], status: 137, says: "" },
    {
      ends: "before it begins, being nowhere",
      command: ["no-such-program"],
      status: 127,
      says: 'Cannot run "no-such-program": it was not found, expected a program on the PATH or its path\n',
    },
    {
      ends: "before it begins, being no program",
      command: [tmpdir()],
      status: 126,
      says: `Cannot run ${JSON.stringify(tmpdir())}: it may not be executed, expected an executable program\n`,
    },
  ])("that ends $ends gives its status", ({ command, status, says }) => {
    expect(tenant("--", ...command)).toMatchObject({ status, stderr: says, stdout: "" });
  });

  it("is not run when the tenant cannot start", () => {
    const { status, stdout, stderr } = tenant("--port", "none", "--", "echo", "ran");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^Cannot start the tenant: --port is "none", expected [^\n]*\n$/);
  });
});

/** Says where the tenant is, and at the first of the signals how many came until a moment later. */
const COUNT_SIGNALS = `
let count = 0;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => {
  count += 1;
  if (count === 1) setTimeout(() => { console.log(name + " " + count); process.exit(5); }, 1000);
});
setInterval(() => {}, 1000);
console.log(process.env.ATLAN_BASE_URL);
`;

describe("a signal while the command runs", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s reaches it once, and it is waited for",
    async (signal) => {
      const { child, output, match } = await started(
        [process.execPath, program, "tenant", "--", process.execPath, "-e", COUNT_SIGNALS],
        URL_OF_TENANT,
      );
      child.kill(signal);
      expect(await once(child, "close")).toEqual([5, null]);
      expect(output()).toContain(`${signal} 1\n`);
      expect(await isServing(match)).toBe(false);
    },
  );

  it("SIGTERM leaves it all the time that it takes to end", async () => {
    const slow = `process.on("SIGTERM", () => setTimeout(() => process.exit(5), ${SLOW_END_MS}));
setInterval(() => {}, 1000);
console.log(process.env.ATLAN_BASE_URL);`;
    const { child } = await started(
      [process.execPath, program, "tenant", "--", process.execPath, "-e", slow],
      URL_OF_TENANT,
    );
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([5, null]);
  });

  it("Ctrl-C in a terminal reaches it once, too", async () => {
    const script = join(folder, "count.cjs");
    writeFileSync(script, COUNT_SIGNALS);
    const words = [process.execPath, program, "tenant", "--", process.execPath, script];
    const line = words.map((word) => `'${word}'`).join(" ");
    // From the same terminal, `script`'s, to the whole process group.
    const linux = ["-qefc", line, "/dev/null"];
    const macos = ["-q", "/dev/null", "sh", "-c", line];
    const args = process.platform === "linux" ? linux : macos;
    const { child, output } = await started(["script", ...args], URL_OF_TENANT);
    child.stdin?.write("\x03");
    await once(child, "close");
    expect(output()).toMatch(/SIGINT 1\r?\n/);
  });
});

describe("without a command", () => {
  it("prints one line of JSON into a pipe, and ends well at SIGTERM", async () => {
    const { child, output, match } = await started(
      [process.execPath, program, "tenant"],
      /\{.*\}\n/,
    );
    expect(output()).toBe(match);
    expect(Object.keys(JSON.parse(match))).toEqual([
      "baseUrl",
      "apiKey",
      "userBearerToken",
      "oauthClientId",
      "oauthClientSecret",
    ]);
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([0, null]);
  });

  it("ends well when its terminal is closed", async () => {
    const { child } = await started([process.execPath, program, "tenant"], /\{.*\}\n/);
    child.kill("SIGHUP");
    expect(await once(child, "close")).toEqual([0, null]);
  });

  it("ends when the process that started it is killed", async () => {
    const start = `require("node:child_process").spawn(process.execPath, [${JSON.stringify(program)}, "tenant"], { stdio: "inherit" })`;
    const { child, match } = await started([process.execPath, "-e", start], URL_OF_TENANT);
    expect(await isServing(match)).toBe(true);
    child.kill("SIGKILL");
    await stopped(match);
  });

  it("ends its command, too, when the process that started it is killed", async () => {
    const args = [program, "tenant", "--", process.execPath, "-e", COUNT_SIGNALS];
    const start = `require("node:child_process").spawn(process.execPath, ${JSON.stringify(args)}, { stdio: "inherit" })`;
    const { child, output, match } = await started([process.execPath, "-e", start], URL_OF_TENANT);
    // When the command, which has the same standard output, has ended, too.
    const closed = once(child, "close");
    child.kill("SIGKILL");
    await stopped(match);
    await closed;
    expect(output()).toContain("SIGTERM 1\n");
  });

  it("goes on where it was left to process 1 before it looked, as by a service manager", async () => {
    const out = join(folder, "out");
    const launch = `("$1" "$2" tenant > "$3" & echo $!)`;
    const args = ["-c", launch, "sh", process.execPath, program, out];
    const pid = Number(
      execFileSync("sh", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
    try {
      let baseUrl: string | undefined;
      while (baseUrl === undefined) {
        await sleep(POLL_MS);
        baseUrl = URL_OF_TENANT.exec(readFileSync(out, "utf8"))?.[0];
      }
      await sleep(LONG_ENOUGH_TO_NOTICE_MS);
      expect(await isServing(baseUrl)).toBe(true);
    } finally {
      process.kill(pid, "SIGTERM");
    }
  });
});
