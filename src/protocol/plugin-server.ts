// The HTTP/2 server together with the provider it serves, which is loaded when the handshake is out.
import type { Http2SecureServer, Http2Server } from "node:http2";
import type { ProviderServer } from "../framework/index.js";
import { type StreamServer, serveStream } from "./grpc/serve-stream.js";
import { createHttp2Server, type TlsOptions } from "./launch/http2-server.js";
import { RunningCalls } from "./launch/running-calls.js";
import type { PluginLogger } from "./log/logger.js";
import type { ServicesOptions } from "./services.js";

/** How to load the provider: what is loaded late does not delay the handshake. */
export type ProviderSource = (log: PluginLogger) => Promise<ProviderServer>;

export interface PluginServer {
  readonly http2: Http2Server | Http2SecureServer;
  readonly calls: RunningCalls;
  /** To be called once the host connects: loading takes as long as the launch before it. */
  load(): Promise<void>;
  /** Ends pending work; running calls respond with what they have. */
  stop(): void;
}

interface Loaded {
  readonly server: ProviderServer;
  readonly service: StreamServer["service"];
}

async function loadProvider(
  source: ProviderSource,
  options: Omit<ServicesOptions, "server">,
): Promise<Loaded> {
  const { pluginServices } = await import("./services.js");
  const server = await source(options.log);
  return { server, service: pluginServices({ ...options, server }) };
}

/** Calls that come before the provider is loaded wait for it. */
export function createPluginServer(
  source: ProviderSource,
  options: Omit<ServicesOptions, "server">,
  tls: TlsOptions | undefined,
): PluginServer {
  const calls = new RunningCalls();
  const http2 = createHttp2Server(tls);
  let loading: Promise<Loaded> | undefined;
  let loaded: Loaded | undefined;
  const load = async (): Promise<Loaded> => {
    loading ??= loadProvider(source, options);
    loaded = await loading;
    return loaded;
  };
  http2.on("stream", async (stream, headers) => {
    // A host that gives up a call, perhaps while we load, is no reason to crash.
    stream.on("error", () => {});
    const { service } = loaded ?? (await load());
    serveStream({ service, begin: calls.begin }, stream, headers);
  });
  return {
    http2,
    calls,
    load: async () => {
      await load();
    },
    stop: () => {
      void loading?.then(({ server }) => server.stopProvider());
    },
  };
}
