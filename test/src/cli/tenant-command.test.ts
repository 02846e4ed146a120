// `tenant` as people call it: the line it gives, and what it says to wrong arguments.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { runCommand } from "citty";
import { describeTenant, tenantCommand, tenantFrom } from "../../../src/cli/tenant-command.js";

const DEFAULTS = {
  port: "0",
  host: "127.0.0.1",
  seed: undefined,
  allowHost: undefined,
  verbose: false,
};
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenant command "));
  await writeFile(
    join(folder, "good.json"),
    JSON.stringify({ users: [{ username: "zoe", admin: true }] }),
  );
  await writeFile(join(folder, "wrong.json"), JSON.stringify({ users: [{ username: 3 }] }));
  await writeFile(join(folder, "broken.json"), "{");
});
afterAll(() => rm(folder, { recursive: true }));

test("gives one JSON line and serves until SIGTERM", async () => {
  const { result } = await runCommand(tenantCommand, {
    rawArgs: ["--port", "0", "--seed", join(folder, "good.json")],
  });
  const line: unknown = JSON.parse(String(result));
  expect(line).toEqual({
    baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    apiKey: expect.any(String),
    userBearerToken: expect.any(String),
    oauthClientId: expect.stringMatching(/^oauth-client-/),
    oauthClientSecret: expect.any(String),
  });
  const { baseUrl, userBearerToken }: { baseUrl: string; userBearerToken: string } = JSON.parse(
    String(result),
  );
  const authorization = `Bearer ${userBearerToken}`;
  const reply = await fetch(`${baseUrl}/api/service/users/current`, { headers: { authorization } });
  expect(await reply.json()).toMatchObject({ username: "zoe" });
  process.emit("SIGTERM");
  await expect(fetch(baseUrl)).rejects.toThrow();
});

test("tells people what to paste into another terminal", async () => {
  const tenant = await tenantFrom(DEFAULTS);
  await tenant.stop();
  const [sentence, blank, ...exports] = describeTenant(tenant, true).split("\n");
  expect(sentence).toBe(
    `An Atlan tenant in memory, at ${tenant.baseUrl}, until Ctrl-C. In another terminal:`,
  );
  expect(blank).toBe("");
  expect(exports).toEqual([
    `export ATLAN_BASE_URL=${tenant.baseUrl}`,
    `export ATLAN_API_KEY=${tenant.apiKey}`,
    `export ATLAN_USER_BEARER_TOKEN=${tenant.userBearerToken}`,
  ]);
});

test.each([
  {
    says: "a port that is none",
    change: { port: "http" },
    words: '--port is "http", expected a whole number',
  },
  { says: "a port too high", change: { port: "70000" }, words: "65535" },
  { says: "a missing seed", change: { seed: "none.json" }, words: "Cannot read the seed" },
  { says: "a seed that is no JSON", change: { seed: "broken.json" }, words: "expected JSON" },
  {
    says: "a wrong seed",
    change: { seed: "wrong.json" },
    words: "users[0].username is 3, expected",
  },
  {
    says: "a host to allow that is an URL",
    change: { allowHost: "tenant,http://tenant:80" },
    words: 'Cannot allow the host "http://tenant:80"',
  },
  {
    says: "an address of another machine",
    change: { host: "192.0.2.1" },
    words: "not one of this machine",
  },
])("refuses $says in one sentence", async ({ change, words }) => {
  const seed =
    "seed" in change && change.seed !== undefined ? join(folder, change.seed) : undefined;
  const fault = await tenantFrom({ ...DEFAULTS, ...change, seed }).catch(
    (error: Error) => error.message,
  );
  expect(fault).toMatch(/^Cannot [^\n]*, expected [^\n]*$/);
  expect(fault).toContain(words);
});
