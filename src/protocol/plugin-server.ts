// The HTTP/2 server together with the services it serves, which are loaded when the handshake is out.
import type { Http2SecureServer, Http2Server } from "node:http2";
import { type StreamServer, serveStream } from "./grpc/serve-stream.js";
import { createHttp2Server, type TlsOptions } from "./launch/http2-server.js";
import { RunningCalls } from "./launch/running-calls.js";
import type { ServicesOptions } from "./services.js";

export interface PluginServer {
  readonly http2: Http2Server | Http2SecureServer;
  readonly calls: RunningCalls;
  /** To be called once the host knows where to connect: loading takes as long as the launch before it. */
  loadServices(): Promise<void>;
}

/** Calls that come before the services are loaded wait for them. */
export function createPluginServer(
  options: ServicesOptions,
  tls: TlsOptions | undefined,
): PluginServer {
  const calls = new RunningCalls();
  const http2 = createHttp2Server(tls);
  let loading: Promise<StreamServer["service"]> | undefined;
  const load = (): Promise<StreamServer["service"]> => {
    loading ??= import("./services.js").then(({ pluginServices }) => pluginServices(options));
    return loading;
  };
  http2.on("stream", async (stream, headers) =>
    serveStream({ service: await load(), begin: calls.begin }, stream, headers),
  );
  return {
    http2,
    calls,
    loadServices: async () => {
      await load();
    },
  };
}
