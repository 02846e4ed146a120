// Serves a provider to Terraform: from launch to handshake, and from Shutdown, or the host's death, to exit.
import type { Clock } from "../clock.js";
import type { LogLevel, Product } from "../framework/index.js";
import { createServerCertificate } from "./launch/certificate.js";
import { reportCrashes } from "./launch/crash.js";
import {
  type PluginEnvironment,
  readLogLevel,
  readPluginEnvironment,
} from "./launch/environment.js";
import { handshakeLine } from "./launch/handshake.js";
import { watchHost } from "./launch/host-watch.js";
import type { TlsOptions } from "./launch/http2-server.js";
import { reattachMessage } from "./launch/reattach.js";
import { handleSignals } from "./launch/signals.js";
import { listenOnSocket, removeAtFirstConnection } from "./launch/socket.js";
import { printHandshake, protectStandardOutput } from "./launch/standard-output.js";
import { startedByHand } from "./launch/started-by-hand.js";
import { createLogger, type PluginLogger } from "./log/logger.js";
import { createPluginServer, type PluginServer, type ProviderSource } from "./plugin-server.js";

export interface ServeOptions {
  /** The provider's source address, `host/namespace/name`. */
  readonly address: string;
  readonly product: Product;
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  /** It serves any number of Terraform commands, in plain text, until a person ends it. */
  readonly isDebugged: boolean;
}

interface Serving extends ServeOptions {
  readonly source: ProviderSource;
  readonly log: PluginLogger;
}

/** Every command waits for the exit of every instance. */
const exit = () => process.exit(0);

const createServer = (serving: Serving, tls: TlsOptions | undefined): PluginServer =>
  createPluginServer(serving.source, { ...serving, shutDown: exit }, tls);

function createTls(clientCertificate: string | undefined, clock: Clock): TlsOptions | undefined {
  if (clientCertificate === undefined) return undefined;
  return { certificate: createServerCertificate(clock.nowMs()), clientCertificate };
}

async function serveHost(serving: Serving, environment: PluginEnvironment): Promise<void> {
  const { log, clock } = serving;
  const { clientCertificate, socketDirectory, socketGroup, canMultiplex } = environment;
  protectStandardOutput(log);
  reportCrashes(serving.product);
  const tls = createTls(clientCertificate, clock);
  const { http2, calls, load, stop } = createServer(serving, tls);
  handleSignals(calls, stop);
  watchHost({ server: http2, clock, onGone: exit });
  const socketPath = await listenOnSocket(http2, {
    directory: socketDirectory,
    group: socketGroup,
  });
  removeAtFirstConnection(http2, socketPath);
  http2.once("connection", () => void load());
  printHandshake(
    handshakeLine({ socketPath, certificateDer: tls?.certificate.certificateDer, canMultiplex }),
  );
}

async function serveDebugger(serving: Serving): Promise<void> {
  const { http2 } = createServer(serving, undefined);
  process.once("SIGINT", exit);
  process.once("SIGTERM", exit);
  const socketPath = await listenOnSocket(http2, { directory: undefined, group: undefined });
  process.stdout.write(reattachMessage(serving.address, socketPath));
}

function createPluginLogger({ address, environment, clock }: ServeOptions): PluginLogger {
  const name = address.split("/").at(-1) ?? address;
  const level: LogLevel | "off" = readLogLevel(environment, name);
  const write = (line: string) => process.stderr.write(line);
  return createLogger({ level, write, nowMs: clock.nowMs });
}

/**
 * Serves the provider until the host is done with it, then ends the process. Started by hand it says what it is, and
 * exits with 1.
 */
export async function servePlugin(source: ProviderSource, options: ServeOptions): Promise<void> {
  const serving = { ...options, source, log: createPluginLogger(options) };
  if (options.isDebugged) return serveDebugger(serving);
  const environment = readPluginEnvironment(options.environment);
  if (environment.isHostPresent) return serveHost(serving, environment);
  process.stderr.write(startedByHand(options.address, options.product));
  process.exitCode = 1;
}
