// Certificates that nobody vouches for, and the variables that do.

import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { rootCertificates } from "node:tls";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { execa } from "execa";
import { currentUser } from "../../../src/client/index.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { caFile, serveHttps } from "./support/https-server.js";
import { startProxy, type TestProxy } from "./support/proxy.js";
import { startSocksProxy } from "./support/socks-proxy.js";

let server: Awaited<ReturnType<typeof serveHttps>>;
let proxy: Pick<TestProxy, "close"> | undefined;

afterEach(() => {
  server.close();
  proxy?.close();
});

test("a certificate that nobody vouches for ends the call before anything is sent", async () => {
  server = await serveHttps();
  const { client, slept } = clientOf(server.baseUrl);
  const error = await failing(currentUser(client.apiKey, unstopped()));
  expect(error).toMatchObject({ kind: "untrusted_certificate", mayHaveCommitted: false, tries: 1 });
  expect(error.message).toContain("self-signed certificate");
  expect(error.nextStep).toContain("NODE_EXTRA_CA_CERTS");
  expect(slept).toEqual([]);
  expect(server.targets).toEqual([]);
});

async function askWho(baseUrl: URL, environment: { readonly [name: string]: string } = {}) {
  const script = fileURLToPath(new URL("support/ask-who.ts", import.meta.url));
  const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: caFile, ...environment };
  const args = ["--import", "tsx", script, baseUrl.href];
  const { stdout } = await execa(process.execPath, args, { env, extendEnv: false });
  return stdout;
}

test("NODE_EXTRA_CA_CERTS vouches for it", async () => {
  server = await serveHttps();
  expect(await askWho(server.baseUrl)).toBe("amira");
});

test.each([
  ["a proxy", false],
  ["a proxy that is spoken to over TLS, and vouches for that too", true],
])("NODE_EXTRA_CA_CERTS vouches for it behind %s", async (_name, isTls) => {
  server = await serveHttps();
  const started = await startProxy({ isTls });
  proxy = started;
  const baseUrl = new URL(`https://tenant.test:${server.baseUrl.port}`);
  expect(await askWho(baseUrl, { HTTPS_PROXY: started.url })).toBe("amira");
  expect(started.lines).toEqual([`CONNECT ${baseUrl.host}`]);
});

/** Holds the files that the variables name; `{}` in a value stands for it. */
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "trust-"));
  const own = await readFile(caFile, "utf8");
  const [public1 = "", public2 = ""] = rootCertificates;
  await mkdir(path.join(scratch, "many/folder"), { recursive: true });
  await mkdir(path.join(scratch, "none"));
  await copyFile(caFile, path.join(scratch, "many/our.pem"));
  await writeFile(path.join(scratch, "many/README"), "Not a certificate.");
  await writeFile(path.join(scratch, "bundle.pem"), `# Ours\r\n${own}\r\n${public1}\n`);
  await writeFile(path.join(scratch, "public.pem"), `${public1}\n${public2}\n`);
  await writeFile(path.join(scratch, "empty.pem"), "");
  await writeFile(
    path.join(scratch, "broken.pem"),
    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  );
});
afterAll(() => rm(scratch, { recursive: true }));

const inScratch = (variables: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replaceAll("{}", scratch)]),
  );

async function whoIs(baseUrl: URL, variables: Readonly<Record<string, string>>): Promise<string> {
  const { client } = clientOf(baseUrl, { environment: inScratch(variables) });
  return (await currentUser(client.apiKey, unstopped())).body.username;
}

describe("the variables that Go programs read", () => {
  test.each([
    ["a file", { SSL_CERT_FILE: "{}/many/our.pem" }],
    ["a file of several certificates", { SSL_CERT_FILE: "{}/bundle.pem" }],
    ["a folder", { SSL_CERT_DIR: "{}/many" }],
    ["one of several folders", { SSL_CERT_DIR: "{}/gone:{}/none:{}/many" }],
    ["a file beside a file that is missing", { SSL_CERT_FILE: "{}/gone", SSL_CERT_DIR: "{}/many" }],
  ])("vouch for a server: %s", async (_case, variables) => {
    server = await serveHttps();
    expect(await whoIs(server.baseUrl, variables)).toBe("amira");
  });

  test.each([
    ["a proxy", () => startProxy({})],
    ["a proxy that is spoken to over TLS", () => startProxy({ isTls: true })],
    ["a SOCKS proxy", () => startSocksProxy()],
  ])("vouch for a server behind %s", async (_case, start) => {
    server = await serveHttps();
    const started = await start();
    proxy = started;
    const baseUrl = new URL(`https://tenant.test:${server.baseUrl.port}`);
    const variables = { HTTPS_PROXY: started.url, SSL_CERT_FILE: "{}/many/our.pem" };
    expect(await whoIs(baseUrl, variables)).toBe("amira");
  });

  test("leave what NODE_EXTRA_CA_CERTS vouches for in force", async () => {
    server = await serveHttps();
    const SSL_CERT_FILE = `${scratch}/public.pem`;
    expect(await askWho(server.baseUrl, { SSL_CERT_FILE })).toBe("amira");
  });

  test("vouch for what they name alone, and Node's own authorities", async () => {
    server = await serveHttps();
    const error = await failing(whoIs(server.baseUrl, { SSL_CERT_FILE: "{}/public.pem" }));
    expect(error.kind).toBe("untrusted_certificate");
    expect(error.nextStep).toContain("SSL_CERT_FILE");
  });
});

test.each([
  ["SSL_CERT_FILE", "gone.pem", "SSL_CERT_FILE cannot be read: ENOENT.*gone\\.pem"],
  ["SSL_CERT_FILE", "none", "SSL_CERT_FILE cannot be read: EISDIR"],
  ["SSL_CERT_FILE", "empty.pem", "SSL_CERT_FILE: there is no certificate in .*/empty\\.pem"],
  [
    "SSL_CERT_FILE",
    "broken.pem",
    "SSL_CERT_FILE: certificates in .*/broken\\.pem that cannot be read: 1",
  ],
  ["SSL_CERT_DIR", "gone", "SSL_CERT_DIR cannot be read: ENOENT.*gone"],
  ["NODE_EXTRA_CA_CERTS", "gone.pem", "NODE_EXTRA_CA_CERTS cannot be read: ENOENT.*gone\\.pem"],
])(
  "where a server is not trusted, %s=%s is said to be of no use",
  async (variable, name, words) => {
    server = await serveHttps();
    const error = await failing(whoIs(server.baseUrl, { [variable]: `{}/${name}` }));
    expect(error).toMatchObject({ kind: "untrusted_certificate", mayHaveCommitted: false });
    expect(error.message).toMatch(new RegExp(`self-signed certificate; ${words}`));
  },
);
