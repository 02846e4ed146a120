// `probe` as people call it: the question it asks, what it prints, and how it ends as a process.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, rmSync } from "node:fs";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type ProbeCall, probeTenant } from "../../../../src/cli/probe-command.js";
import { withTenant } from "../../../../src/cli/with-tenant.js";
import { startTenant, type Tenant } from "../../../../src/tenant/index.js";
import { controlOf } from "../../../tenant-control.js";
import { bundleProgram } from "../bundled-program.js";

const TOKENS = "/api/service/apikeys";
/** A person who presses Ctrl-C again and again. */
const AGAIN_MS = 200;

let folder: string;
let program: string;
let tenant: Tenant;

beforeAll(() => {
  ({ folder, program } = bundleProgram());
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  tenant = await startTenant();
});
afterEach(() => tenant.stop());

const tokens = async () => (await controlOf(tenant).state()).tokens;
const writes = async () =>
  (await controlOf(tenant).requests()).filter(({ method }) => method !== "GET");

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], env: Record<string, string> = tenant.env()): ChildProcess {
  return spawn(process.execPath, [program, "probe", ...args], { env, stdio: "pipe" });
}

async function end(child: ChildProcess): Promise<Ended> {
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) =>
    stream === null ? "" : text(stream),
  );
  child.stdin?.end();
  const [status] = await once(child, "close");
  return { status, stdout: (await stdout) ?? "", stderr: (await stderr) ?? "" };
}

describe("the question", () => {
  const asked = (answer: string | null, connection: string | null = null) => {
    const terminal = new PassThrough();
    const stderr = new PassThrough();
    const shown = { terminal, stderr, columns: 60 };
    const call: ProbeCall = { connection, isConfirmed: false, isJson: true, ...shown };
    if (answer === null) terminal.end();
    else terminal.write(answer);
    const environment = { variables: tenant.env(), programDirectory: import.meta.dirname };
    const task = { action: "probe the tenant", environment, stderr: { write: () => true } };
    return { stderr, outcome: withTenant(task, (access) => probeTenant(access, call)) };
  };

  it("names the tenant, in 60 columns, and yes goes on", async () => {
    const { stderr, outcome } = asked("yes\n");
    expect((await outcome).exitCode).toBe(0);
    stderr.end();
    const said = await text(stderr);
    expect(said).toContain(`The tenant is ${tenant.baseUrl}.`);
    expect(said).toContain("Go on? (yes or no)");
    expect(said.split("\n").filter((line) => line.length > 60)).toEqual([]);
  });

  it("tells what becomes of the connection that is named, and shows nothing that acts on a terminal", async () => {
    const { stderr, outcome } = asked("no\n", "default/snowflake/1\u202e");
    await expect(outcome).rejects.toThrow("Nothing was sent");
    stderr.end();
    const said = (await text(stderr)).replaceAll("\n", " ");
    expect(said).toContain('to the admins of the connection "default/snowflake/1\\u202e" and');
  });

  it.each([
    ["no", "no\n"],
    ["an empty line", "\n"],
    ["the end of the input", null],
  ])("%s sends nothing", async (_what, answer) => {
    await expect(asked(answer).outcome).rejects.toThrow(
      "Cannot probe the tenant: the answer was not yes. Nothing was sent",
    );
    expect(await controlOf(tenant).requests()).toEqual([]);
  });

  it("cannot be asked without a terminal, which the message says", async () => {
    const { status, stderr } = await end(start([]));
    expect(status).toBe(1);
    expect(stderr).toContain("expected --yes. Nothing was sent");
    expect(await controlOf(tenant).requests()).toEqual([]);
  });
});

describe("a probe without a terminal", () => {
  it("prints the report for people, and no progress", async () => {
    const { status, stdout, stderr } = await end(start(["--yes"]));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Probe of the embedded tenant by cdktf-provider-atlan 1\.2\.3/);
    expect(stdout).toContain('"listLagMs": 0');
    expect(stderr.trimEnd().split("\n").join(" ")).toMatch(/^The tenant is [^\r]* limits them\.$/);
  });

  it("prints JSON for programs", async () => {
    const { status, stdout } = await end(start(["--yes", "--json"]));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: "1.2.3",
      tenant: "embedded",
      endedEarly: null,
      settings: { trimNames: false },
    });
  });

  it("leaves nothing where the disk is full", async () => {
    const full = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [program, "probe", "--yes"], {
      env: tenant.env(),
      stdio: ["ignore", full, "ignore"],
    });
    const [status] = await once(child, "close");
    closeSync(full);
    expect(status).toBe(1);
    expect(await tokens()).toHaveLength(3);
  });
});

describe("a signal in the middle", () => {
  /** Hangs at a request that is made while there is a token. */
  async function hanging(...args: readonly string[]): Promise<ChildProcess> {
    const read = { method: "GET", path: `${TOKENS}$` };
    await controlOf(tenant).addFaults({ match: read, skip: 8, do: { hang: true } });
    const child = start(["--yes", ...args]);
    while ((await controlOf(tenant).faults()).length > 0)
      await new Promise((resolve) => setImmediate(resolve));
    return child;
  }

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("%s ends it, and its token is deleted", async (signal, status) => {
    const child = await hanging();
    expect(await tokens()).toHaveLength(4);
    const ending = end(child);
    child.kill(signal);
    const ended = await ending;
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(
      `Stopped by ${signal}: did not probe the tenant. Its token is deleted.`,
    );
    expect(await tokens()).toHaveLength(3);
  });

  it("ends it, and says what becomes of the connection that it was given", async () => {
    const [connection] = (await controlOf(tenant).state()).connections;
    const child = await hanging("--connection", connection?.qualifiedName ?? "");
    const ending = end(child);
    child.kill("SIGINT");
    expect((await ending).stderr).toContain(
      "Its token is deleted, and is no admin of the connection any more.",
    );
  });

  it("and a later one while the deletion hangs names the token", async () => {
    const child = await hanging();
    const deletion = { method: "DELETE", path: TOKENS };
    await controlOf(tenant).addFaults({ match: deletion, do: { hang: true } });
    const ending = end(child);
    child.kill("SIGINT");
    while ((await controlOf(tenant).faults()).length > 0)
      await new Promise((resolve) => setImmediate(resolve));
    while (child.exitCode === null) {
      child.kill("SIGINT");
      await sleep(AGAIN_MS);
    }
    const { status, stderr } = await ending;
    const own = (await tokens()).find(({ displayName }) => displayName.includes(" probe "));
    expect(status).toBe(130);
    expect(stderr).toContain(`Cannot delete the probe's API token ${own?.clientId}:`);
    expect(stderr).toContain("Delete it by hand in Atlan's admin centre");
  });
});

describe("a tenant that cannot be probed", () => {
  const refused = async (env: Record<string, string>) => {
    const ended = await end(start(["--yes"], env));
    expect(ended).toMatchObject({ status: 1, stdout: "" });
    expect(ended.stderr).not.toContain(tenant.apiKey);
    return ended.stderr;
  };

  it.each<[string, (env: Record<string, string>) => Record<string, string>, RegExp]>([
    ["none is named", () => ({}), /ATLAN_BASE_URL[\s\S]*ATLAN_API_KEY/],
    [
      "its address is no URL",
      (env) => ({ ...env, ATLAN_BASE_URL: "your tenant" }),
      /ATLAN_BASE_URL|base_url/,
    ],
    [
      "nothing listens there",
      (env) => ({ ...env, ATLAN_BASE_URL: "http://127.0.0.1:1" }),
      /Nothing listens on that port/,
    ],
    [
      "it speaks no TLS",
      (env) => ({ ...env, ATLAN_BASE_URL: tenant.baseUrl.replace("http:", "https:") }),
      /does not speak TLS/,
    ],
    [
      "its key is wrong",
      (env) => ({ ...env, ATLAN_API_KEY: "wrong" }),
      /401[\s\S]*does not accept the credential/,
    ],
  ])("says so where %s", async (_case, change, words) => {
    expect(await refused(change({ ...tenant.env() }))).toMatch(words);
    expect(await writes()).toEqual([]);
  });

  it("says so where the key has expired", async () => {
    await controlOf(tenant).advance(6 * 365 * 86_400);
    expect(await refused(tenant.env())).toMatch(/401/);
  });

  it("says so where the key may not list tokens", async () => {
    await controlOf(tenant).addFaults({ match: { path: TOKENS }, do: { status: 403 } });
    expect(await refused(tenant.env())).toMatch(/403[\s\S]*may not do this/);
    expect(await writes()).toEqual([]);
  });

  it("says so where the connection is not there", async () => {
    const ended = await end(start(["--yes", "--connection", "default/snowflake/0"]));
    expect(ended).toMatchObject({ status: 1, stdout: "" });
    expect(ended.stderr).toContain('Cannot use the connection "default/snowflake/0": neither');
    const changes = (await writes()).filter(({ path }) => !path.endsWith("/indexsearch"));
    expect(changes).toEqual([]);
  });

  it("says so where the person's bearer token has expired", async () => {
    const env = { ...tenant.env(), ATLAN_USER_BEARER_TOKEN: "expired" };
    const ended = await end(start(["--yes", "--connection", "default/snowflake/0"], env));
    expect(ended).toMatchObject({ status: 1, stdout: "" });
    expect(ended.stderr).toContain(
      "the tenant answered 401 to ATLAN_USER_BEARER_TOKEN, which is mistyped or has expired",
    );
  });

  it("says so where the key may not make one", async () => {
    const create = { method: "POST", path: TOKENS };
    await controlOf(tenant).addFaults({ match: create, do: { status: 403 } });
    expect(await refused(tenant.env())).toMatch(
      /Cannot probe the tenant:[\s\S]*403[\s\S]*may not do this/,
    );
  });
});
