// The files of `tenant` as a process writes them: the saved state, the exports, the control key and the certificate.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openSavedFile } from "../../../src/cli/tenant/saved-file.js";
import { bundleProgram } from "./bundled-program.js";

const POLL_MS = 20;

let built: string;
let program: string;
beforeAll(() => {
  ({ folder: built, program } = bundleProgram());
});
afterAll(() => rmSync(built, { recursive: true }));

let folder: string;
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "atlan files "));
});
afterEach(async () => {
  for (const child of running) await ended(child, "SIGKILL");
  rmSync(folder, { recursive: true });
});

const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

interface Serving {
  readonly child: ChildProcess;
  readonly line: { readonly baseUrl: string; readonly apiKey: string; readonly caFile?: string };
  readonly stderr: () => string;
}

/** Until it has said where it is. */
async function serving(...args: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [program, "tenant", ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  while (!stdout.includes("\n")) {
    if (child.exitCode !== null) throw new Error(`Cannot start: ${stderr}`);
    await sleep(POLL_MS);
  }
  return { child, line: JSON.parse(stdout), stderr: () => stderr };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM") {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const close = once(child, "close");
  child.kill(signal);
  await close;
  return child.exitCode;
}

const refused = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, "tenant", ...args], { cwd: folder, encoding: "utf8" });

async function createToken({ line: { baseUrl, apiKey } }: Serving, displayName: string) {
  const reply = await fetch(`${baseUrl}/api/service/apikeys`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ displayName }),
  });
  expect(reply.status).toBe(200);
}

async function tokenNames({ line: { baseUrl, apiKey } }: Serving): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}` };
  return (await fetch(`${baseUrl}/api/service/apikeys`, { headers })).text();
}

describe("--save", () => {
  it("keeps tokens, credentials and the port, for its owner alone", async () => {
    const first = await serving("--save", "state");
    await createToken(first, "kept");
    expect(await ended(first.child)).toBe(0);
    expect(modeOf(join(folder, "state"))).toBe("600");
    expect(readdirSync(folder)).toEqual(["state"]);
    const second = await serving("--save", "state");
    expect(second.line).toEqual(first.line);
    expect(await tokenNames(second)).toContain('"kept"');
    expect(second.stderr()).toBe("");
  });

  it("survives SIGKILL with what was saved until then", async () => {
    const first = await serving("--save", "state");
    await createToken(first, "kept");
    while (!readFileSync(join(folder, "state"), "utf8").includes('"kept"')) await sleep(POLL_MS);
    await ended(first.child, "SIGKILL");
    expect(existsSync(join(folder, "state.lock"))).toBe(true);
    const second = await serving("--save", "state");
    expect(await tokenNames(second)).toContain('"kept"');
  });

  it("refuses the file that another tenant has, by whatever link", async () => {
    const first = await serving("--save", "state");
    execFileSync("ln", ["-s", "state", join(folder, "link")]);
    const { status, stdout, stderr } = refused("--save", "link", "--", "echo", "ran");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      `Cannot keep the state in "link": another tenant keeps its state there, expected a file of its own. If none runs, delete the folder "${join(folder, "state")}.lock"\n`,
    );
    await createToken(first, "still running");
  });

  it("refuses what is no saved state, and leaves it and the lock alone", () => {
    writeFileSync(join(folder, "state"), "mine");
    const { status, stderr } = refused("--save", "state");
    expect(status).toBe(1);
    expect(stderr).toBe(
      'Cannot use the saved state "state": it is not the state of an embedded tenant, expected a file that a tenant saved, or none\n',
    );
    expect(readFileSync(join(folder, "state"), "utf8")).toBe("mine");
    expect(readdirSync(folder)).toEqual(["state"]);
  });

  it("keeps what another tenant saved while this one stood still", async () => {
    const file = join(folder, "tenant.state");
    const warnings: string[] = [];
    const saved = await openSavedFile(file, (line) => warnings.push(line));
    try {
      expect(await saved.read()).toBeUndefined();
      await saved.write("of this one");
      writeFileSync(file, "of the other");
      await saved.write("of this one, later");
      await saved.write("of this one, later still");
    } finally {
      await saved.release();
    }
    expect(readFileSync(file, "utf8")).toBe("of the other");
    expect(warnings).toMatchObject([expect.stringContaining("may have taken")]);
  });

  it("is whole after Ctrl-C while tokens are made", async () => {
    const first = await serving("--save", "state");
    const creating = Promise.allSettled(
      Array.from({ length: 50 }, (_each, index) => createToken(first, `token ${index}`)),
    );
    await createToken(first, "the last");
    expect(await ended(first.child, "SIGINT")).toBe(0);
    await creating;
    expect(readdirSync(folder)).toEqual(["state"]);
    const second = await serving("--save", "state");
    expect(await tokenNames(second)).toContain('"the last"');
  });

  it("tells once of a full disk, and goes on", async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=128k", "tmpfs", disk]);
    if (mounted.status !== 0) {
      console.warn("Skipped: this user may not mount a small disk");
      return;
    }
    try {
      const tenant = await serving("--save", "disk/state");
      expect(() => writeFileSync(join(disk, "other"), "x".repeat(200_000))).toThrow("ENOSPC");
      for (let index = 0; index < 3; index += 1) {
        await createToken(tenant, `token ${index}`);
        while (tenant.stderr() === "") await sleep(POLL_MS);
      }
      expect(tenant.stderr()).toMatch(
        /^Warning: changes are not saved: Cannot write ".*disk\/state": the disk is full \(ENOSPC\), [^\n]* The tenant goes on, and tries again after the next change\.\n$/,
      );
      rmSync(join(disk, "other"));
      await createToken(tenant, "room again");
      expect(await ended(tenant.child)).toBe(0);
      expect(readFileSync(join(disk, "state"), "utf8")).toContain('"room again"');
      expect(readdirSync(disk)).toEqual(["state"]);
    } finally {
      for (const child of running) await ended(child, "SIGKILL");
      execFileSync("umount", [disk]);
    }
  });
});

describe("--exports", () => {
  it("is for a shell, and for its owner alone", async () => {
    const { line } = await serving("--exports", "it's exports");
    const file = join(folder, "it's exports");
    expect(modeOf(file)).toBe("600");
    const script = '. "$1" && echo "$ATLAN_BASE_URL $ATLAN_API_KEY"';
    const printed = execFileSync("sh", ["-c", script, "sh", file], { encoding: "utf8" });
    expect(printed).toBe(`${line.baseUrl} ${line.apiKey}\n`);
  });
});

describe("--control-key-file", () => {
  const stateOf = (baseUrl: string, key?: string) =>
    fetch(`${baseUrl}/_tenant/state`, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    });

  it("makes a key, asks for it on every address, and reads it the next time", async () => {
    const file = join(folder, "key");
    const first = await serving("--host", "0.0.0.0", "--control-key-file", "key");
    expect(first.stderr()).toBe('Made a control key in "key".\n');
    expect(modeOf(file)).toBe("600");
    const key = readFileSync(file, "utf8").trim();
    expect((await stateOf(first.line.baseUrl)).status).toBe(401);
    expect((await stateOf(first.line.baseUrl, key)).status).toBe(200);
    await ended(first.child);
    const second = await serving("--control-key-file", "key");
    expect((await stateOf(second.line.baseUrl, key)).status).toBe(200);
    expect(second.stderr()).toBe("");
  });

  it("warns of a file that others may read", async () => {
    writeFileSync(join(folder, "key"), "0123456789abcdef\n");
    const { stderr } = await serving("--control-key-file", "key");
    expect(stderr()).toBe(
      'Warning: the control key file "key" may be read or changed by others than its owner (mode 644). Run `chmod 600 "key"`.\n',
    );
  });

  it("gives the command the key", () => {
    const { stdout } = refused(
      "--control-key-file",
      "key",
      "--",
      "sh",
      "-c",
      "echo $ATLAN_TENANT_CONTROL_KEY",
    );
    expect(stdout).toBe(readFileSync(join(folder, "key"), "utf8"));
  });
});

describe("--tls", () => {
  /** Trusts the authority in the file alone, and calls the tenant by this name. */
  async function statusAs({ line: { baseUrl } }: Serving, name: string, ca: string) {
    const { port } = new URL(baseUrl);
    const path = "/api/service/whoami";
    const options = { host: "127.0.0.1", port, path, servername: name, headers: { host: name } };
    const sent = request({ ...options, ca: readFileSync(join(folder, ca)) });
    const reply = once(sent, "response");
    sent.end();
    const [response] = await reply;
    await text(response);
    return response.statusCode;
  }

  it("is trusted by its authority, under its own names and no other", async () => {
    const tenant = await serving("--tls", "--tls-name", "tenant.internal,*.example.org");
    expect(tenant.line).toMatchObject({
      baseUrl: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
      caFile: "atlan-tenant-ca.pem",
    });
    for (const name of ["localhost", "tenant.internal", "a.example.org"])
      expect([name, await statusAs(tenant, name, "atlan-tenant-ca.pem")]).toEqual([name, 401]);
    await expect(statusAs(tenant, "elsewhere", "atlan-tenant-ca.pem")).rejects.toThrow(
      "Hostname/IP does not match certificate's altnames",
    );
    expect(readFileSync(join(folder, "atlan-tenant-ca.pem"), "utf8")).not.toContain("PRIVATE");
  });

  it("is trusted by the command, and by nobody who has another one's authority", async () => {
    const other = await serving("--tls", "--tls-ca", "other.pem");
    const tenant = await serving("--tls");
    await expect(statusAs(tenant, "localhost", "other.pem")).rejects.toThrow(/certificate|issuer/);
    await ended(other.child);
    const ask =
      'fetch(process.env.ATLAN_BASE_URL + "/_tenant/state").then((r) => console.log(r.status))';
    const { stdout, stderr } = refused("--tls", "--", process.execPath, "-e", ask);
    expect([stdout, stderr]).toEqual(["200\n", ""]);
  });
});
