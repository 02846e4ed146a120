// `tenant` as people call it: the line it gives, and what it says to wrong arguments.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { runCommand } from "citty";
import { isOutcome } from "../../../src/cli/outcome.js";
import { startFrom } from "../../../src/cli/tenant/start.js";
import { describeTenant, tenantCommand } from "../../../src/cli/tenant-command.js";
import { askCurrentUser } from "../../program-calls.js";

const LOCAL = { host: "127.0.0.1" };
const QUIET = { variables: {}, warn: () => {} };
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
  const { stdout = "" } = isOutcome(result) ? result : {};
  const line: unknown = JSON.parse(stdout);
  expect(line).toEqual({
    baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    apiKey: expect.any(String),
    userBearerToken: expect.any(String),
    oauthClientId: expect.stringMatching(/^oauth-client-/),
    oauthClientSecret: expect.any(String),
  });
  const { baseUrl, userBearerToken }: { baseUrl: string; userBearerToken: string } =
    JSON.parse(stdout);
  const reply = await askCurrentUser({ baseUrl }, userBearerToken);
  expect(await reply.json()).toMatchObject({ username: "zoe" });
  process.emit("SIGTERM");
  await expect(fetch(baseUrl)).rejects.toThrow();
});

test("tells people what to paste into another terminal", async () => {
  const started = await startFrom(LOCAL, QUIET);
  await started.stop();
  const { tenant } = started;
  const [sentence, blank, ...exports] = describeTenant(started, 100).split("\n");
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
    says: "an address of another machine, even with a key",
    change: { host: "192.0.2.1" },
    variables: { ATLAN_TENANT_CONTROL_KEY: "0123456789abcdef" },
    words: "not one of this machine",
  },
  {
    says: "every address without a key",
    change: { host: "0.0.0.0" },
    words:
      "whoever reaches that address could read every secret through /_tenant, expected a control key (controlKey; on the command line --control-key-file FILE or ATLAN_TENANT_CONTROL_KEY)",
  },
  {
    says: "a short key",
    change: {},
    variables: { ATLAN_TENANT_CONTROL_KEY: " short\n" },
    words: "Cannot use the control key: it has 5 characters, expected 16 or more",
  },
  {
    says: "an empty key",
    change: {},
    variables: { ATLAN_TENANT_CONTROL_KEY: "" },
    words: "ATLAN_TENANT_CONTROL_KEY is empty, expected a control key in it",
  },
  {
    says: "a key file in a folder that is not there",
    change: { controlKeyFile: "none/key" },
    words: 'Cannot write "none/key": its folder does not exist (ENOENT), expected a file',
  },
  {
    says: "a folder as key file",
    change: { controlKeyFile: "/" },
    words: 'Cannot read "/": it is a folder (EISDIR), expected a file',
  },
  {
    says: "a name for a certificate without --tls",
    change: { tlsName: "tenant" },
    words: "--tls-name is given without --tls, expected both",
  },
  {
    says: "a file for an authority without --tls",
    change: { tlsCa: "ca.pem" },
    words: "--tls-ca is given without --tls, expected both",
  },
  {
    says: "a URL in a certificate",
    change: { tls: true, tlsName: "tenant,https://tenant" },
    words: 'Cannot make a certificate for "https://tenant": it is neither a host name nor',
  },
  {
    says: "an authority that cannot be written",
    change: { tls: true, tlsCa: "/dev/full" },
    words:
      'Cannot write the certificate authority to "/dev/full": the disk is full (ENOSPC), expected',
  },
  {
    says: "an environment file in a folder that is not there",
    change: { exportsFile: "none/env" },
    words: 'Cannot write "none/env": its folder does not exist (ENOENT), expected',
  },
  {
    says: "a device as environment file",
    change: { exportsFile: "/dev/full" },
    words: 'Cannot write "/dev/full": it is no regular file, expected',
  },
  {
    says: "a saved state in a folder that is not there",
    change: { save: "none/state" },
    words: 'Cannot keep the state in "none/state": its folder does not exist, expected',
  },
])("refuses $says in one sentence", async ({ change, variables = {}, words }) => {
  const seed =
    "seed" in change && change.seed !== undefined ? join(folder, change.seed) : undefined;
  const fault = await startFrom({ ...LOCAL, ...change, seed }, { ...QUIET, variables }).then(
    ({ stop }) => stop(),
    (error: Error) => error.message,
  );
  expect(fault).toMatch(/^Cannot [^\n]*, expected [^\n]*$/);
  expect(fault).toContain(words);
});
