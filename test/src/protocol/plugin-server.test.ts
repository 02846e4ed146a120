// Connections that wait until the server is loaded, and calls that end before they are answered.
import { once } from "node:events";
import { type ClientHttp2Session, connect, constants } from "node:http2";
import {
  type AddressInfo,
  createConnection,
  createServer,
  type Server,
  type Socket,
} from "node:net";
import { connect as connectTls } from "node:tls";
import { afterEach, expect, test } from "@jest/globals";
import { frameMessage } from "../../../src/protocol/grpc/frame.js";
import { createServerCertificate } from "../../../src/protocol/launch/certificate.js";
import type { TlsOptions } from "../../../src/protocol/launch/http2-server.js";
import { RunningCalls } from "../../../src/protocol/launch/running-calls.js";
import { createLogger } from "../../../src/protocol/log/logger.js";
import { createPluginServer } from "../../../src/protocol/plugin-server.js";
import { virtualClock } from "../../virtual-clock.js";
import { PRODUCT } from "../product.js";
import { memoryProvider } from "./memory-provider.js";
import { call } from "./plugin-host.js";

const clock = virtualClock();
const log = createLogger({ level: "off", write: () => {}, nowMs: clock.nowMs });

let listener: Server;
let session: ClientHttp2Session;
afterEach(() => {
  session.destroy();
  listener.close();
});

function createPlugin(tls: TlsOptions | undefined) {
  const calls = new RunningCalls();
  const server = memoryProvider();
  const options = {
    server,
    calls,
    log,
    clock,
    address: "a/b/c",
    product: PRODUCT,
    shutDown: () => {},
  };
  return { calls, ...createPluginServer(options, tls) };
}

/** A port whose connections nobody has taken yet. */
async function listen(): Promise<{ readonly port: number; readonly connected: Promise<Socket[]> }> {
  listener = createServer();
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  return { port, connected: once(listener, "connection") };
}

/** Both ends of a TLS connection know the same certificate here. */
const identity = createServerCertificate(Date.now());
const tls = { certificate: identity, clientCertificate: identity.certificatePem };

test.each([
  ["in plain text", undefined, (port: number) => createConnection(port, "127.0.0.1")],
  [
    "with mutual TLS",
    tls,
    (port: number) =>
      connectTls({
        port,
        host: "127.0.0.1",
        servername: "localhost",
        ALPNProtocols: ["h2"],
        ca: identity.certificatePem,
        key: identity.keyPem,
        cert: identity.certificatePem,
      }),
  ],
])("what a host has sent %s before the server is loaded is answered", async (_way, own, open) => {
  const { port, connected } = await listen();
  session = connect(own === undefined ? "http://localhost" : "https://localhost", {
    createConnection: () => open(port),
  });
  const answer = call(session, "/grpc.health.v1.Health/Check", frameMessage(new Uint8Array(0)));
  const [socket] = await connected;
  // Its first bytes have arrived, and lie unread.
  while (socket?.bytesRead === 0) await new Promise((resolve) => setImmediate(resolve));
  createPlugin(own).accept(socket as Socket);
  expect((await answer).status).toBe("0");
});

test.each([
  ["cancelled", constants.NGHTTP2_CANCEL],
  ["broken off with an error", constants.NGHTTP2_INTERNAL_ERROR],
])("a call that is %s before it is read does no harm, and counts as answered", async (_n, code) => {
  const { port, connected } = await listen();
  const { http2, accept, calls } = createPlugin(undefined);
  session = connect("http://localhost", { createConnection: () => createConnection(port) });
  const received = once(http2, "stream");
  const path = "/tfplugin6.Provider/GetMetadata";
  const stream = session.request({ ":method": "POST", ":path": path });
  stream.on("error", () => {});
  stream.write("half a frame");
  const [socket] = await connected;
  accept(socket as Socket);
  const [serverStream] = await received;
  stream.close(code);
  if (!serverStream.closed) await new Promise((resolve) => serverStream.once("close", resolve));
  await new Promise<void>((resolve) => calls.whenIdle(resolve));
});
