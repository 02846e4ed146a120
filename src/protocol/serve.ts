// Serves a provider to Terraform: from launch to handshake, and from Shutdown, or the host's death, to exit.
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
import { listenOnSocket } from "./launch/socket.js";
import { printHandshake, protectStandardOutput } from "./launch/standard-output.js";
import { startedByHand } from "./launch/started-by-hand.js";
import { createLogger, type PluginLogger } from "./logger.js";
import { createPluginServer, type PluginServer, type ProviderSource } from "./plugin-server.js";

export type { ProviderSource } from "./plugin-server.js";

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

const createServer = (
  provider: ProviderSource,
  { address, log }: ServeOptions,
  tls: TlsOptions | undefined,
): PluginServer => {
  const shutDown = () => setTimeout(() => process.exit(0), SHUTDOWN_FLUSH_MS);
  return createPluginServer(provider, { log, address, shutDown }, tls);
};

function createTls(clientCertificate: string | undefined): TlsOptions | undefined {
  if (clientCertificate === undefined) return undefined;
  return { certificate: createServerCertificate(new Date()), clientCertificate };
}

async function serveHost(
  provider: ProviderSource,
  options: ServeOptions,
  environment: PluginEnvironment,
): Promise<void> {
  const { clientCertificate, socketDirectory, socketGroup, canMultiplex } = environment;
  protectStandardOutput(options.log);
  reportCrashes();
  const tls = createTls(clientCertificate);
  const { http2, calls, load, stop } = createServer(provider, options, tls);
  handleSignals(calls, stop);
  watchHost(http2, () => process.exit(0));
  const socketPath = await listenOnSocket(http2, {
    directory: socketDirectory,
    group: socketGroup,
  });
  printHandshake(
    handshakeLine({ socketPath, certificateDer: tls?.certificate.certificateDer, canMultiplex }),
  );
  await load();
}

async function serveDebugger(provider: ProviderSource, options: ServeOptions): Promise<void> {
  const { http2 } = createServer(provider, options, undefined);
  process.once("SIGINT", () => process.exit(0));
  process.once("SIGTERM", () => process.exit(0));
  const socketPath = await listenOnSocket(http2, { directory: undefined, group: undefined });
  process.stdout.write(reattachMessage(options.address, socketPath));
}

/**
 * Serves `provider` until the host is done with it, then ends the process. With `--debug` among the arguments it serves
 * any number of Terraform commands instead, in plain text. Started by hand it says what it is, and exits with 1.
 */
export async function servePlugin(provider: ProviderSource, options: ServeOptions): Promise<void> {
  if (process.argv.includes("--debug")) return serveDebugger(provider, options);
  const environment = readPluginEnvironment(process.env);
  if (environment.isHostPresent) return serveHost(provider, options, environment);
  process.stderr.write(startedByHand(options.address));
  process.exitCode = 1;
}
