// `tenant`: serves an embedded tenant until a signal comes, or for as long as a command runs. Returns what to print.
import { defineCommand } from "citty";
import { messageOf } from "../describe-error.js";
import { exportsOf } from "../tenant/control/sign-in.js";
import { type CliEnvironment, readEnvironment } from "./environment.js";
import { ENDINGS } from "./interruption.js";
import type { Outcome } from "./outcome.js";
import { watchParent } from "./parent-watch.js";
import { DEFAULT_CA_FILE } from "./tenant/certificate.js";
import { CONTROL_KEY_VARIABLE } from "./tenant/control-key.js";
import { environmentWith } from "./tenant/environment.js";
import { type StartedTenant, startFrom } from "./tenant/start.js";
import { wrap } from "./wrap.js";

/**
 * Until a signal comes, or whoever started this process is gone. The open port keeps the process alive.
 *
 * @returns ends it at once
 */
function serve({ stop }: StartedTenant, warn: (line: string) => void): () => Promise<void> {
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    stopWatching();
    await stop().catch((error: unknown) => {
      warn(messageOf(error));
      process.exitCode = 1;
    });
    // Not before: libraries that tidy up at a signal end the process where nobody else listens.
    for (const signal of ENDINGS) process.off(signal, end);
  };
  const stopWatching = watchParent(end);
  for (const signal of ENDINGS) process.on(signal, end);
  return end;
}

/**
 * What a person pastes into another terminal, or the line that a program reads.
 *
 * @param columns of the person's terminal; undefined: for a program
 */
export function describeTenant(
  { tenant, variables, caFile }: Omit<StartedTenant, "stop">,
  columns: number | undefined,
): string {
  const { baseUrl, apiKey, userBearerToken, oauthClientId, oauthClientSecret } = tenant;
  if (columns === undefined) {
    const signIn = { baseUrl, apiKey, userBearerToken, oauthClientId, oauthClientSecret };
    return JSON.stringify({ ...signIn, ...(caFile !== null && { caFile }) });
  }
  return [
    wrap(
      "",
      `An Atlan tenant in memory, at ${baseUrl}, until Ctrl-C. In another terminal:`,
      columns,
    ),
    "",
    ...exportsOf(variables),
  ].join("\n");
}

/** Runs the command with the tenant in its environment, and stops the tenant when it has ended. */
async function serveFor(
  { variables, stop }: StartedTenant,
  [program = "", ...args]: readonly string[],
  { variables: inherited, hasTerminal }: CliEnvironment,
): Promise<Outcome> {
  // The library behind it takes a while to load, and most calls do not need it.
  const { runProgram } = await import("./run-program.js");
  const orphaned = new AbortController();
  const stopWatching = watchParent(() => orphaned.abort());
  const environment = environmentWith(variables, inherited);
  try {
    return await runProgram({ program, args, environment, hasTerminal, end: orphaned.signal });
  } finally {
    stopWatching();
    await stop();
  }
}

export const tenantCommand = defineCommand({
  meta: {
    name: "tenant",
    description:
      "Serve an embedded Atlan tenant, in memory, for tests and tries; with a command, run it with the tenant in its environment, and stop when it ends",
  },
  args: {
    port: {
      type: "string",
      description: "0 picks a free one; without it --save has the port of the last time",
      valueHint: "N",
    },
    host: {
      type: "string",
      description: "The address to listen on; elsewhere than on loopback a control key is needed",
      valueHint: "HOST",
      default: "127.0.0.1",
    },
    seed: {
      type: "string",
      description: "A JSON file that says what the tenant holds",
      valueHint: "FILE.json",
    },
    "allow-host": {
      type: "string",
      description: "Host names by which control calls may reach it, besides localhost",
      valueHint: "NAME[,NAME]",
    },
    "control-key-file": {
      type: "string",
      description: `The key that control calls need; made where the file is missing. Without it ${CONTROL_KEY_VARIABLE}`,
      valueHint: "FILE",
    },
    tls: {
      type: "boolean",
      description: "Serve HTTPS, with a certificate that is made at the start",
      default: false,
    },
    "tls-name": {
      type: "string",
      description: "Names in the certificate besides the host, localhost and 127.0.0.1",
      valueHint: "NAME[,NAME]",
    },
    "tls-ca": {
      type: "string",
      description: `Where to write what clients have to trust; ${DEFAULT_CA_FILE} by default`,
      valueHint: "FILE",
    },
    save: {
      type: "string",
      description: "Keep the state there, with its secrets, over restarts",
      valueHint: "FILE",
    },
    exports: {
      type: "string",
      description: "Write the tenant's variables there, as exports for a shell",
      valueHint: "FILE",
    },
    oauth: {
      type: "boolean",
      description: "Sign in as the tenant's OAuth client instead of with its API key",
      default: false,
    },
    verbose: { type: "boolean", description: "Write a line per request to stderr", default: false },
    json: {
      type: "boolean",
      description: "Print the line of JSON on a terminal, too",
      default: false,
    },
  },
  run: async ({ args }) => {
    const environment = readEnvironment();
    const { variables, columns } = environment;
    const warn = (line: string) => process.stderr.write(`${line}\n`);
    const options = {
      ...args,
      allowHost: args["allow-host"],
      controlKeyFile: args["control-key-file"],
      tlsName: args["tls-name"],
      tlsCa: args["tls-ca"],
      exportsFile: args.exports,
    };
    const started = await startFrom(options, { variables, warn });
    if (args._.length > 0) return await serveFor(started, args._, environment);
    const stop = serve(started, warn);
    return { exitCode: 0, stdout: describeTenant(started, args.json ? undefined : columns), stop };
  },
});
