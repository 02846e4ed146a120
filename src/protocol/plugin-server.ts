// The HTTP/2 server together with the provider that it serves. Loaded when the handshake is out, while the host connects.
import type { Socket } from "node:net";
import { serveStream } from "./grpc/serve-stream.js";
import { createHttp2Server, type TlsOptions } from "./launch/http2-server.js";
import type { RunningCalls } from "./launch/running-calls.js";
import { pluginServices, type ServicesOptions } from "./services.js";

interface PluginServerOptions extends Omit<ServicesOptions, "stopped"> {
  /** Told of each call that begins. */
  readonly calls: RunningCalls;
}

export type PluginServer = ReturnType<typeof createPluginServer>;

export function createPluginServer(options: PluginServerOptions, tls: TlsOptions | undefined) {
  const { calls, server } = options;
  const http2 = createHttp2Server(tls);
  const end = () => server.closeEphemeralResources();
  const stopped = () => calls.whenIdle(() => void end());
  const service = pluginServices({ ...options, stopped });
  http2.on("stream", (stream, headers) => {
    // A host that gives up a call is no reason to crash.
    stream.on("error", () => {});
    serveStream({ service, begin: calls.begin }, stream, headers);
  });
  return {
    http2,
    /** Takes a connection that something else has listened for. */
    accept: (socket: Socket): void => {
      http2.emit("connection", socket);
    },
    /** Ends pending work; running calls respond with what they have, and then what is open is closed. */
    stop: (): void => {
      server.stopProvider();
      stopped();
    },
    /** Closes what is open. */
    end,
  };
}
