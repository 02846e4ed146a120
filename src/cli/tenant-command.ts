// `tenant`: serves an embedded tenant until a signal comes. Returns the line to print; the open port keeps the process alive.
import { readFile } from "node:fs/promises";
import { defineCommand } from "citty";
import { checkedSeed, startTenant, type Tenant, type TenantSeed } from "../tenant/index.js";

const LARGEST_PORT = 65_535;

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
    const reason = error instanceof Error ? error.message : String(error);
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

export const tenantCommand = defineCommand({
  meta: {
    name: "tenant",
    description: "Serve an embedded Atlan tenant, in memory, for tests and tries",
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
    verbose: { type: "boolean", description: "Write a line per request to stderr", default: false },
  },
  run: async ({ args }) => {
    const tenant = await tenantFrom({
      ...args,
      seed: args.seed,
      allowHost: args["allow-host"],
    });
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, () => void tenant.stop());
    const { baseUrl, apiKey, userBearerToken } = tenant;
    return JSON.stringify({ baseUrl, apiKey, userBearerToken });
  },
});
