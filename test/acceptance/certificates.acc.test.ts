// A tenant behind a gateway whose certificate authority is a company's own, directly and through a proxy.
import { once } from "node:events";
import { request } from "node:http";
import { createServer, type Server } from "node:https";
import path from "node:path";
import { afterEach, expect, it } from "@jest/globals";
import { caFile, certificateFiles } from "../src/client/support/https-server.js";
import { startProxy, type TestProxy } from "../src/client/support/proxy.js";
import { loader, type Stage, stages } from "./harness/stage.js";

const open = stages();
let gateway: Server | undefined;
let proxy: TestProxy | undefined;
afterEach(() => {
  gateway?.closeAllConnections();
  gateway?.close();
  proxy?.close();
});

/** Passes on to the tenant what it is sent over TLS. Resolves with its port. */
async function openGateway({ tenant }: Stage): Promise<number> {
  gateway = createServer(certificateFiles(), (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const target = new URL(url ?? "/", tenant.baseUrl);
    const passed = request(target, { method, headers: { ...headers, host: target.host } });
    passed.on("response", (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await once(gateway.listen(0, "127.0.0.1"), "listening");
  const address = gateway.address();
  if (address === null || typeof address === "string") throw new Error("Cannot open the gateway");
  return address.port;
}

it.each([
  { SSL_CERT_FILE: caFile },
  { SSL_CERT_DIR: path.dirname(caFile) },
  { NODE_EXTRA_CA_CERTS: caFile },
])("the plugin trusts it by %j", async (variable) => {
  const stage = await open(loader('display_name = "loader"'));
  const port = await openGateway(stage);
  const environment = { ATLAN_BASE_URL: `https://127.0.0.1:${port}`, ...variable };
  const args = ["apply", "-input=false", "-auto-approve"];
  expect(await stage.workspace.runWith({ environment }, ...args)).toMatchObject({ exitCode: 0 });
  expect(await stage.control.tokensNamed("loader")).toHaveLength(1);
});

it("the plugin trusts it by SSL_CERT_FILE through a proxy", async () => {
  const stage = await open(loader('display_name = "loader"'));
  const port = await openGateway(stage);
  proxy = await startProxy();
  const environment = {
    ATLAN_BASE_URL: `https://tenant.test:${port}`,
    HTTPS_PROXY: proxy.url,
    SSL_CERT_FILE: caFile,
  };
  const args = ["apply", "-input=false", "-auto-approve"];
  expect(await stage.workspace.runWith({ environment }, ...args)).toMatchObject({ exitCode: 0 });
  expect(proxy.lines).toContain(`CONNECT tenant.test:${port}`);
  expect(await stage.control.tokensNamed("loader")).toHaveLength(1);
});
