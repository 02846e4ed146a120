// What the host tells a plugin through environment variables, which `main.ts` hands in.
import type { LogLevel } from "../../framework/index.js";

export interface PluginEnvironment {
  /** Whether Terraform, and not a person, has started this process. */
  readonly isHostPresent: boolean;
  /** PEM; absent when the host wants plain text (`TF_DISABLE_PLUGIN_TLS`). */
  readonly clientCertificate: string | undefined;
  readonly socketDirectory: string | undefined;
  /** A name or a number. */
  readonly socketGroup: string | undefined;
  /** Hosts that understand a seventh handshake field say so; older ones would glue it to the certificate. */
  readonly canMultiplex: boolean;
}

/** go-plugin's magic cookie for Terraform providers: for a friendly message, not for security. */
const MAGIC_COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

const nonEmpty = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

export const readPluginEnvironment = (env: NodeJS.ProcessEnv): PluginEnvironment => ({
  isHostPresent: env.TF_PLUGIN_MAGIC_COOKIE === MAGIC_COOKIE,
  clientCertificate: nonEmpty(env.PLUGIN_CLIENT_CERT),
  socketDirectory: nonEmpty(env.PLUGIN_UNIX_SOCKET_DIR),
  socketGroup: nonEmpty(env.PLUGIN_UNIX_SOCKET_GROUP),
  canMultiplex: nonEmpty(env.PLUGIN_MULTIPLEX_GRPC) !== undefined,
});

const LEVELS: ReadonlyMap<string, LogLevel | "off"> = new Map([
  ["TRACE", "trace"],
  ["DEBUG", "debug"],
  ["INFO", "info"],
  ["WARN", "warn"],
  ["ERROR", "error"],
  ["OFF", "off"],
]);

/**
 * The level of provider `name`: the first of `TF_LOG_PROVIDER_<NAME>`, `TF_LOG_PROVIDER` and `TF_LOG` that is
 * set. Terraform takes a word it does not know for TRACE, and so does this. With none set nobody would see a line.
 */
export function readLogLevel(env: NodeJS.ProcessEnv, name: string): LogLevel | "off" {
  const own = env[`TF_LOG_PROVIDER_${name.toUpperCase().replaceAll("-", "_")}`];
  const word = nonEmpty(own) ?? nonEmpty(env.TF_LOG_PROVIDER) ?? nonEmpty(env.TF_LOG);
  return word === undefined ? "off" : (LEVELS.get(word.toUpperCase()) ?? "trace");
}
