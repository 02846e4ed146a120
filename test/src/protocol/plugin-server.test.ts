// Calls that come while the provider is still loading.
import { once } from "node:events";
import { type ClientHttp2Session, connect, constants } from "node:http2";
import { createConnection } from "node:net";
import { afterEach, test } from "@jest/globals";
import { createLogger } from "../../../src/protocol/log/logger.js";
import { createPluginServer, type PluginServer } from "../../../src/protocol/plugin-server.js";
import { virtualClock } from "../../virtual-clock.js";
import { PRODUCT } from "../product.js";
import { memoryProvider } from "./memory-provider.js";

const clock = virtualClock();
const log = createLogger({ level: "off", write: () => {}, nowMs: clock.nowMs });

let plugin: PluginServer;
let session: ClientHttp2Session;
afterEach(() => {
  session.destroy();
  plugin.http2.close();
});

/** A plugin that loads only when told to, and a call that it cannot answer before. */
async function callWhileLoading() {
  let finishLoading = () => {};
  const loaded = new Promise<void>((resolve) => {
    finishLoading = resolve;
  });
  const options = { log, clock, address: "a/b/c", product: PRODUCT, shutDown: () => {} };
  const source = () => loaded.then(memoryProvider);
  plugin = createPluginServer(source, options, undefined);
  plugin.http2.listen(0, "127.0.0.1");
  await once(plugin.http2, "listening");
  const address = plugin.http2.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  session = connect("http://localhost", { createConnection: () => createConnection(port) });
  const received = once(plugin.http2, "stream");
  const stream = session.request({
    ":method": "POST",
    ":path": "/tfplugin6.Provider/GetMetadata",
  });
  stream.on("error", () => {});
  stream.write("half a frame");
  const [serverStream] = await received;
  return { stream, serverStream, finishLoading };
}

test.each([
  ["cancelled", constants.NGHTTP2_CANCEL],
  ["broken off with an error", constants.NGHTTP2_INTERNAL_ERROR],
])("a call that is %s meanwhile does no harm, and counts as answered", async (_name, code) => {
  const { stream, serverStream, finishLoading } = await callWhileLoading();
  stream.close(code);
  if (!serverStream.closed) await new Promise((resolve) => serverStream.once("close", resolve));
  finishLoading();
  await plugin.load();
  await new Promise<void>((resolve) => plugin.calls.whenIdle(resolve));
});
