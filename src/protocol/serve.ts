// Serves a provider to Terraform: from launch to handshake, and from Shutdown, or the host's death, to exit.
import { createServer } from "node:net";
import type { Clock } from "../clock.js";
import type { LogLevel, Product, ProviderServer } from "../framework/index.js";
import { createServerCertificate } from "./launch/certificate.js";
import { reportCrashes } from "./launch/crash.js";
import {
  type PluginEnvironment,
  readLogLevel,
  readPluginEnvironment,
} from "./launch/environment.js";
import { handshakeFdOf, handshakeLine } from "./launch/handshake.js";
import { watchParent, watchSessions } from "./launch/host-watch.js";
import type { TlsOptions } from "./launch/http2-server.js";
import { LaunchError } from "./launch/launch-error.js";
import { reattachMessage } from "./launch/reattach.js";
import { RunningCalls } from "./launch/running-calls.js";
import { handleSignals } from "./launch/signals.js";
import { listenOnSocket, removeAtFirstConnection } from "./launch/socket.js";
import { print, protectStandardOutput } from "./launch/standard-output.js";
import { startedByHand } from "./launch/started-by-hand.js";
import { createLogger, type PluginLogger } from "./log/logger.js";
import type { PluginServer } from "./plugin-server.js";

export interface ServeOptions {
  /** The provider's source address, `host/namespace/name`. */
  readonly address: string;
  readonly product: Product;
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  /** With `--debug` it serves any number of Terraform commands, in plain text, until a person ends it. */
  readonly argv: readonly string[];
}

/** How to load the provider. */
export type ProviderSource = (log: PluginLogger) => Promise<ProviderServer>;

interface Serving extends ServeOptions {
  readonly source: ProviderSource;
  readonly log: PluginLogger;
  readonly calls: RunningCalls;
}

/** Every command waits for the exit of every instance. */
const exit = () => process.exit(0);

/**
 * Loaded when the handshake is out, while the host connects: Node's HTTP/2, the codecs and the provider take longer than all that the
 * handshake needs.
 */
async function openServer(serving: Serving, tls: TlsOptions | undefined): Promise<PluginServer> {
  const [{ createPluginServer }, server] = await Promise.all([
    import("./plugin-server.js"),
    serving.source(serving.log),
  ]);
  return createPluginServer({ ...serving, server, shutDown: exit }, tls);
}

function createTls(clientCertificate: string | undefined, clock: Clock): TlsOptions | undefined {
  if (clientCertificate === undefined) return undefined;
  return { certificate: createServerCertificate(clock.nowMs()), clientCertificate };
}

async function serveHost(serving: Serving, environment: PluginEnvironment): Promise<void> {
  const { argv, calls, clock, log } = serving;
  const { clientCertificate, canMultiplex } = environment;
  const tls = createTls(clientCertificate, clock);
  let opening: Promise<PluginServer> | undefined;
  const open = () => {
    opening ??= openServer(serving, tls);
    return opening;
  };
  const end = async () => (await opening)?.end();
  const endAndExit = () => void end().finally(exit);
  watchParent(clock, endAndExit);
  handleSignals({ calls, stop: () => void opening?.then(({ stop }) => stop()), end });
  const server = createServer(async (socket) => (await open()).accept(socket));
  const socketPath = await listenOnSocket(server, environment, log);
  removeAtFirstConnection(server, socketPath);
  const certificateDer = tls?.certificate.certificateDer;
  print(handshakeFdOf(argv), handshakeLine({ socketPath, certificateDer, canMultiplex }));
  watchSessions((await open()).http2, endAndExit);
}

/** A host that finds the process ended may not read what it had printed (Terraform 1.11.4, tried); one that has read it kills the process. */
const UNTIL_READ_MS = 3_000;

/** The host shows the user the one line that it reads instead of a handshake. */
async function serveHostOrSay(serving: Serving, environment: PluginEnvironment): Promise<void> {
  protectStandardOutput(serving.log);
  reportCrashes(serving.product);
  try {
    await serveHost(serving, environment);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    print(handshakeFdOf(serving.argv), `${serving.product.name} cannot start: ${error.message}\n`);
    await serving.clock.sleep(UNTIL_READ_MS, new AbortController().signal);
    process.exit(1);
  }
}

async function serveDebugger(serving: Serving): Promise<void> {
  const { http2, end } = await openServer(serving, undefined);
  const endAndExit = () => void end().finally(exit);
  process.once("SIGINT", endAndExit);
  process.once("SIGTERM", endAndExit);
  const anywhere = { socketDirectory: undefined, socketGroup: undefined };
  const socketPath = await listenOnSocket(http2, anywhere, serving.log);
  print(handshakeFdOf(serving.argv), reattachMessage(serving.address, socketPath));
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
  const log = createPluginLogger(options);
  const serving = { ...options, source, log, calls: new RunningCalls() };
  if (options.argv.includes("--debug")) return serveDebugger(serving);
  const environment = readPluginEnvironment(options.environment);
  if (environment.isHostPresent) return serveHostOrSay(serving, environment);
  process.stderr.write(startedByHand(options.address, options.product));
  process.exitCode = 1;
}
