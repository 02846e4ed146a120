// Serves a provider to Terraform: from launch to handshake, and from Shutdown, or the host's death, to exit.
import type { Http2SecureServer, Http2Server } from "node:http2";
import type { ProviderServer } from "../framework/provider-server.js";
import { serveStream } from "./grpc/serve-stream.js";
import { mergeServices } from "./grpc/service.js";
import { createServerCertificate } from "./launch/certificate.js";
import { reportCrashes } from "./launch/crash.js";
import {
  type PluginEnvironment,
  readLogLevel,
  readPluginEnvironment,
} from "./launch/environment.js";
import { goPluginServices } from "./launch/go-plugin-services.js";
import { handshakeLine } from "./launch/handshake.js";
import { watchHost } from "./launch/host-watch.js";
import { createHttp2Server, type TlsOptions } from "./launch/http2-server.js";
import { reattachMessage } from "./launch/reattach.js";
import { RunningCalls } from "./launch/running-calls.js";
import { handleSignals } from "./launch/signals.js";
import { listenOnSocket } from "./launch/socket.js";
import { printHandshake, protectStandardOutput } from "./launch/standard-output.js";
import { startedByHand } from "./launch/started-by-hand.js";
import { createLogger, type PluginLogger } from "./logger.js";
import { providerService } from "./rpc/provider-service.js";
import { servedTypes } from "./served-types.js";

export interface ServeOptions {
  /** The provider's source address, `host/namespace/name`. */
  readonly address: string;
  /** From {@link pluginLogger}. */
  readonly log: PluginLogger;
}

/** Every command waits for the exit of every instance. The host hangs up as soon as it has the reply; this is if not. */
const SHUTDOWN_FLUSH_MS = 20;

/** The logger of this process, at the level that the environment asks for. */
export const pluginLogger = (address: string): PluginLogger =>
  createLogger({
    level: readLogLevel(process.env, address.split("/").at(-1) ?? address),
    write: (line) => process.stderr.write(line),
    now: () => new Date(),
  });

interface Served {
  readonly http2: Http2Server | Http2SecureServer;
  readonly calls: RunningCalls;
}

function serveHttp2(
  server: ProviderServer,
  { address, log }: ServeOptions,
  tls: TlsOptions | undefined,
): Served {
  const calls = new RunningCalls();
  const service = mergeServices([
    providerService({ server, types: servedTypes(server), log, address }),
    goPluginServices(() => setTimeout(() => process.exit(0), SHUTDOWN_FLUSH_MS)),
  ]);
  const http2 = createHttp2Server(tls);
  http2.on("stream", (stream, headers) =>
    serveStream({ service, begin: calls.begin }, stream, headers),
  );
  return { http2, calls };
}

async function serveHost(
  server: ProviderServer,
  options: ServeOptions,
  environment: PluginEnvironment,
): Promise<void> {
  const { clientCertificate, socketDirectory, socketGroup, canMultiplex } = environment;
  protectStandardOutput(options.log);
  reportCrashes();
  const certificate =
    clientCertificate === undefined ? undefined : createServerCertificate(new Date());
  const tls =
    clientCertificate === undefined || certificate === undefined
      ? undefined
      : { certificate, clientCertificate };
  const { http2, calls } = serveHttp2(server, options, tls);
  handleSignals(calls, () => server.stopProvider());
  watchHost(http2, () => process.exit(0));
  const socketPath = await listenOnSocket(http2, {
    directory: socketDirectory,
    group: socketGroup,
  });
  printHandshake(
    handshakeLine({ socketPath, certificateDer: certificate?.certificateDer, canMultiplex }),
  );
}

async function serveDebugger(server: ProviderServer, options: ServeOptions): Promise<void> {
  const { http2 } = serveHttp2(server, options, undefined);
  process.once("SIGINT", () => process.exit(0));
  process.once("SIGTERM", () => process.exit(0));
  const socketPath = await listenOnSocket(http2, { directory: undefined, group: undefined });
  process.stdout.write(reattachMessage(options.address, socketPath));
}

/**
 * Serves `server` until the host is done with it, then ends the process. With `--debug` among the arguments it serves
 * any number of Terraform commands instead, in plain text. Started by hand it says what it is, and exits with 1.
 */
export async function servePlugin(server: ProviderServer, options: ServeOptions): Promise<void> {
  if (process.argv.includes("--debug")) return serveDebugger(server, options);
  const environment = readPluginEnvironment(process.env);
  if (environment.isHostPresent) return serveHost(server, options, environment);
  process.stderr.write(startedByHand(options.address));
  process.exitCode = 1;
}
