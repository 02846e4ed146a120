// Every command that talks to a tenant, against everything that may be wrong with one: a table of commands times a table of troubles.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { unkind } from "../../acceptance/conformance/profiles.js";
import { controlOf } from "../../tenant-control.js";
import { type BundledProgram, bundleProgram } from "./bundled-program.js";
import { endOf, runCommand, startCommand } from "./command-process.js";

let bundled: BundledProgram;
let tenant: Tenant;
let folder: string;
beforeAll(() => {
  bundled = bundleProgram();
});
afterAll(() => rm(bundled.folder, { recursive: true }));
beforeEach(async () => {
  tenant = await startTenant({ seed: { tokens: [{ displayName: "loader" }] } });
  folder = await mkdtemp(join(tmpdir(), "atlan-trouble-"));
});
afterEach(async () => {
  await tenant.stop();
  await rm(folder, { recursive: true });
});

type Variables = Readonly<Record<string, string>>;

/** The seed's, and the key. */
const SEEDED = 2;

interface ReadingCommand {
  readonly name: string;
  readonly args: readonly string[];
  /** Completes "did not …". */
  readonly action: string;
}

const COMMANDS: readonly ReadingCommand[] = [
  { name: "doctor", args: ["doctor"], action: "check" },
  { name: "export", args: ["export", "--out", "made/here"], action: "export the tenant" },
  { name: "report", args: ["report", "--out", "made/access.csv"], action: "report on the tenant" },
  { name: "probe", args: ["probe", "--yes"], action: "probe the tenant" },
];

/** Something that answers as no tenant does. */
async function otherServer(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end("<html>Sign in, please</html>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Trouble {
  readonly name: string;
  /** Makes it. @returns the environment of the command */
  readonly make: () => Promise<Variables> | Variables;
  /** What came back, and what it means or what to do, whichever command it is. */
  readonly says: readonly RegExp[];
}

let other: Awaited<ReturnType<typeof otherServer>>;
beforeAll(async () => {
  other = await otherServer();
});
afterAll(() => other.close());

const WRONG_KEY = "eyJhbGciOiJub25lIn0.eyJub3QiOiJvdXJzIn0.d3JvbmctYXBpLWtleQ";
const TOKENS = "/api/service/apikeys";
const YEARS_SECONDS = 6 * 365 * 86_400;

const TROUBLES: readonly Trouble[] = [
  {
    name: "none is named",
    make: () => ({}),
    says: [/ATLAN_BASE_URL/, /https:\/\/<tenant>\.atlan\.com/, /ATLAN_API_KEY/, /tenant --`/],
  },
  {
    name: "its address is no URL",
    make: () => ({ ...tenant.env(), ATLAN_BASE_URL: "your tenant" }),
    says: [/"your tenant" has no scheme, expected https:\/\//, /ATLAN_BASE_URL/],
  },
  {
    name: "nothing listens there",
    make: () => ({ ...tenant.env(), ATLAN_BASE_URL: "http://127.0.0.1:1" }),
    says: [/Cannot GET [^\n]*ECONNREFUSED/, /Nothing listens on that port/],
  },
  {
    name: "something else answers",
    make: () => ({ ...tenant.env(), ATLAN_BASE_URL: other.url }),
    says: [/does not look like Atlan/, /the address at which people open Atlan/],
  },
  {
    name: "it speaks no TLS",
    make: () => ({
      ...tenant.env(),
      ATLAN_BASE_URL: tenant.baseUrl.replace("http:", "https:"),
    }),
    says: [/does not speak TLS/],
  },
  {
    name: "the key is not its own",
    make: () => ({ ...tenant.env(), ATLAN_API_KEY: WRONG_KEY }),
    says: [/answered 401 Unauthorized/, /make a new one in Atlan's admin centre/],
  },
  {
    name: "the key has expired",
    make: async () => {
      await controlOf(tenant).advance(YEARS_SECONDS);
      return tenant.env();
    },
    says: [/answered 401 Unauthorized/, /expired/],
  },
  {
    name: "it answers with what acts on a terminal",
    make: async () => {
      const body = { message: "\u001b[2J\u009b31mgone \u202eenog" };
      await controlOf(tenant).addFaults({
        match: { path: TOKENS },
        times: 1_000,
        do: { status: 403, body },
      });
      return tenant.env();
    },
    says: [/answered 403 Forbidden: "\[2J 31mgone enog"/],
  },
  {
    name: "the key may not list tokens",
    make: async () => {
      await controlOf(tenant).addFaults({
        match: { path: TOKENS },
        times: 1_000,
        do: { status: 403 },
      });
      return tenant.env();
    },
    says: [/answered 403 Forbidden/, /may not do this/],
  },
];

const MATRIX = COMMANDS.flatMap((command) =>
  TROUBLES.map((trouble) => ({ ...command, ...trouble, command: command.name })),
);

const wordsOf = (args: readonly string[]) => [process.execPath, bundled.program, ...args];

it.each(MATRIX)("$command says what is wrong where $name, and leaves nothing", async (row) => {
  const env = await row.make();
  const { status, stdout, stderr } = await runCommand(wordsOf(row.args), { cwd: folder, env });
  const output = `${stdout}${stderr}`;
  expect(status).toBe(1);
  for (const words of row.says) expect(output).toMatch(words);
  // In a pipe: no progress, no colours.
  expect(output).toBe(stripVTControlCharacters(output));
  for (const secret of [...(await controlOf(tenant).secrets()), tenant.apiKey, WRONG_KEY]) {
    expect(output).not.toContain(secret);
  }
  expect(await readdir(folder)).toEqual([]);
  expect((await controlOf(tenant).state()).tokens).toHaveLength(SEEDED);
});

const STOPPED = COMMANDS.flatMap((command) =>
  (
    [
      ["SIGINT", 130],
      ["SIGTERM", 143],
      ["SIGHUP", 129],
    ] as const
  ).map(([signal, status]) => ({ ...command, signal, status })),
);

it.each(STOPPED)("$name ends at $signal with $status, and leaves nothing", async (row) => {
  const control = controlOf(tenant);
  await control.addFaults({ match: { path: TOKENS }, do: { hang: true } });
  const child = startCommand(wordsOf(row.args), { cwd: folder, env: tenant.env() });
  const ended = endOf(child);
  while (child.exitCode === null && (await control.faults()).length > 0) {
    await new Promise(setImmediate);
  }
  child.kill(row.signal);
  const { status, stderr } = await ended;
  expect(status).toBe(row.status);
  expect(stderr).toContain(`Stopped by ${row.signal}: did not ${row.action}.`);
  expect(await readdir(folder)).toEqual([]);
  expect((await control.state()).tokens).toHaveLength(SEEDED);
});

it("doctor leaves out what acts on a terminal in the name of its key", async () => {
  const control = controlOf(tenant);
  const [key] = await control.tokensNamed("embedded tenant API key");
  const renamed = { displayName: "key\u009b2J\u202eyek", personas: [], personaQualifiedNames: [] };
  expect((await control.api("POST", `${TOKENS}/${key?.id}`, renamed)).status).toBe(200);
  const { stdout } = await runCommand(wordsOf(["doctor"]), { cwd: folder, env: tenant.env() });
  expect(stdout).toContain('API token "key 2J yek"');
});

describe("a tenant with 10,000 tokens", () => {
  const COUNT = 10_000;
  const many = async () => {
    await tenant.stop();
    tenant = await startTenant({ seed: { tokens: [{ displayName: "loader", count: COUNT }] } });
  };

  it.each([
    ["export", "atlan.tf", ["export", "--format", "hcl", "--out", "."], /^resource /gm],
    ["report", "access.csv", ["report", "--out", "access.csv"], /^"loader \d+"/gm],
  ] as const)("%s has all of them, and is silent in a pipe", async (_name, file, args, entry) => {
    await many();
    const ended = await runCommand(wordsOf(args), { cwd: folder, env: tenant.env() });
    expect(ended).toEqual({ status: 0, stdout: `Wrote "${file}"\n`, stderr: "" });
    const written = await readFile(join(folder, file), "utf8");
    expect(written.match(entry)?.length).toBeGreaterThanOrEqual(COUNT);
  });

  it("doctor asks for one page of them", async () => {
    await many();
    await runCommand(wordsOf(["doctor"]), { cwd: folder, env: tenant.env() });
    const sent = await controlOf(tenant).requests();
    expect(sent.filter(({ path }) => path.startsWith(TOKENS)).length).toBeLessThanOrEqual(2);
  });
});

it("export and report say of a late and capped tenant the same as of a kind one", async () => {
  const texts = async () => {
    const options = { cwd: folder, env: tenant.env() };
    const all = [
      ["report", "--json", "--filter", "loader*"],
      ["export", "--format", "hcl"],
    ];
    const ended = await Promise.all(all.map((args) => runCommand(wordsOf(args), options)));
    // The time of reading is in both.
    return ended.map(({ stdout }) => stdout.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "TIME"));
  };
  // Away from the moment of creation: days are counted from it.
  await controlOf(tenant).advance(3_600);
  const kind = await texts();
  await controlOf(tenant).changeSettings({ ...unkind.settings, maxPageSize: 2 });
  expect(await texts()).toEqual(kind);
});
