// Certificates that nobody vouches for, and the variable that does.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, expect, test } from "@jest/globals";
import { currentUser } from "../../../src/client/index.js";
import { clientOf, unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { caFile, serveHttps } from "./support/https-server.js";
import { startProxy, type TestProxy } from "./support/proxy.js";

let server: Awaited<ReturnType<typeof serveHttps>>;
let proxy: TestProxy | undefined;

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
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--import", "tsx", script, baseUrl.href], {
    env,
  });
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
  proxy = await startProxy({ isTls });
  const baseUrl = new URL(`https://tenant.test:${server.baseUrl.port}`);
  expect(await askWho(baseUrl, { HTTPS_PROXY: proxy.url })).toBe("amira");
  expect(proxy.lines).toEqual([`CONNECT ${baseUrl.host}`]);
});
