// `tenant`: serves an embedded tenant until a signal comes, or for as long as a command runs. Returns what to print.

import { readFile } from "node:fs/promises";
import { defineCommand } from "citty";
import { messageOf } from "../describe-error.js";
import { checkedSeed, startTenant, type Tenant, type TenantSeed } from "../tenant/index.js";
import { type CliEnvironment, readEnvironment } from "./environment.js";
import type { Outcome } from "./outcome.js";
import { watchParent } from "./parent-watch.js";

const LARGEST_PORT = 65_535;

/** What a command, or a person's terminal, needs to sign in. */
type SignIn = ReturnType<Tenant["env"] | Tenant["oauthEnv"]>;

export interface TenantArguments {
  readonly port: string;
  readonly host: string;
  readonly seed: string | undefined;
  /** Names, separated by commas. */
  readonly allowHost: string | undefined;
  readonly verbose: boolean;
}

function portFrom(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= LARGEST_PORT) return Number(text);
  throw new Error(
    `Cannot start the tenant: --port is ${JSON.stringify(text)}, expected a whole number from 0 (any free port) to ${LARGEST_PORT}`,
  );
}

async function seedFrom(file: string): Promise<TenantSeed> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new Error(`Cannot read the seed ${file}: ${error.message}, expected a JSON file`);
  });
  let seed: unknown;
  try {
    seed = JSON.parse(text);
  } catch (error) {
    const reason = messageOf(error);
    throw new Error(`Cannot use the seed ${file}: ${reason}, expected JSON`);
  }
  return checkedSeed(seed, `the seed ${file}`);
}

/**
 * Starts the tenant that the command line asks for.
 *
 * @throws in one sentence when the port is taken or no port, the seed cannot be read or is wrong, or a host is no name.
 */
export async function tenantFrom(options: TenantArguments): Promise<Tenant> {
  const { port, host, seed, allowHost, verbose } = options;
  return startTenant({
    ...(seed !== undefined && { seed: await seedFrom(seed) }),
    ...(allowHost !== undefined && { allowHosts: allowHost.split(",") }),
    port: portFrom(port),
    host,
    verbose,
  });
}

/** Until a signal comes, or whoever started this process is gone. The open port keeps the process alive. */
function serve(tenant: Tenant): void {
  const signals = ["SIGTERM", "SIGINT"] as const;
  const stop = () => {
    for (const signal of signals) process.off(signal, stop);
    stopWatching();
    void tenant.stop();
  };
  const stopWatching = watchParent(stop);
  for (const signal of signals) process.once(signal, stop);
}

/** What a person pastes into another terminal, or the line that a program reads. */
export function describeTenant(
  tenant: Tenant,
  isForPeople: boolean,
  variables: SignIn = tenant.env(),
): string {
  const { baseUrl, apiKey, userBearerToken, oauthClientId, oauthClientSecret } = tenant;
  if (!isForPeople)
    return JSON.stringify({ baseUrl, apiKey, userBearerToken, oauthClientId, oauthClientSecret });
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${value}`);
  return [
    `An Atlan tenant in memory, at ${baseUrl}, until Ctrl-C. In another terminal:`,
    "",
    ...exports,
  ].join("\n");
}

/** The tenant's variables in place of all of Atlan's that were inherited: a mixture would be of no tenant. */
function environmentWith(
  signIn: SignIn,
  inherited: CliEnvironment["variables"],
): Record<string, string> {
  const others = Object.entries(inherited).flatMap(([name, value]) =>
    name.startsWith("ATLAN_") || value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(others), ...signIn };
}

/** Runs the command with the tenant in its environment, and stops the tenant when it has ended. */
async function serveFor(
  { tenant, signIn }: { tenant: Tenant; signIn: SignIn },
  [program = "", ...args]: readonly string[],
  { variables, hasTerminal }: CliEnvironment,
): Promise<Outcome> {
  // The library behind it takes a while to load, and most calls do not need it.
  const { runProgram } = await import("./run-program.js");
  const orphaned = new AbortController();
  const stopWatching = watchParent(() => orphaned.abort());
  const environment = environmentWith(signIn, variables);
  try {
    return await runProgram({ program, args, environment, hasTerminal, end: orphaned.signal });
  } finally {
    stopWatching();
    await tenant.stop();
  }
}

export const tenantCommand = defineCommand({
  meta: {
    name: "tenant",
    description:
      "Serve an embedded Atlan tenant, in memory, for tests and tries; with a command, run it with the tenant in its environment, and stop when it ends",
  },
  args: {
    port: { type: "string", description: "0 picks a free one", valueHint: "N", default: "0" },
    host: {
      type: "string",
      description: "The address to listen on",
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
    const tenant = await tenantFrom({ ...args, seed: args.seed, allowHost: args["allow-host"] });
    const signIn = args.oauth ? tenant.oauthEnv() : tenant.env();
    if (args._.length > 0) return await serveFor({ tenant, signIn }, args._, environment);
    serve(tenant);
    return describeTenant(tenant, environment.writesToTerminal && !args.json, signIn);
  },
});
