// From what the command line of `tenant` asks for to a running tenant, with the files that it writes.
import { readFile } from "node:fs/promises";
import { messageOf } from "../../describe-error.js";
import { fileErrorReason } from "../../file-error.js";
import { checkedSeed, startTenant, type Tenant, type TenantSeed } from "../../tenant/index.js";
import { certificateFor, type TlsArguments } from "./certificate.js";
import { findControlKey } from "./control-key.js";
import { type Variables, variablesOf, writeExports } from "./environment.js";
import { openSavedFile } from "./saved-file.js";

const LARGEST_PORT = 65_535;

export interface TenantArguments extends TlsArguments {
  /** Undefined: the one of the saved state, otherwise a free one. */
  readonly port?: string | undefined;
  readonly seed?: string | undefined;
  /** Names, separated by commas. */
  readonly allowHost?: string | undefined;
  readonly controlKeyFile?: string | undefined;
  readonly save?: string | undefined;
  readonly exportsFile?: string | undefined;
  readonly oauth?: boolean;
  readonly verbose?: boolean;
}

/** The process that it runs in. */
export interface TenantProcess {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Tells a person, while the tenant runs. */
  readonly warn: (line: string) => void;
}

export interface StartedTenant {
  readonly tenant: Tenant;
  /** With which programs find it. */
  readonly variables: Variables;
  /** What the tenant's certificate is trusted by; null with plain HTTP. */
  readonly caFile: string | null;
  stop(): Promise<void>;
}

/**
 * @throws in one sentence when the port is taken or no port, a file cannot be read or written or is wrong, a host is no name, or
 * a control key is needed
 */
export async function startFrom(
  options: TenantArguments,
  { variables, warn }: TenantProcess,
): Promise<StartedTenant> {
  const { save, exportsFile, oauth = false } = options;
  const checked = await checkedOptions(options);
  const { key: controlKey, notices } = await findControlKey(options.controlKeyFile, variables);
  for (const notice of notices) warn(notice);
  const certificate = await certificateFor(options);
  const storage = save === undefined ? null : await openSavedFile(save, warn);
  const ends = [async () => storage?.release()];
  const stop = () => runAll(ends);
  try {
    const tenant = await startTenant({
      ...checked,
      ...(controlKey && { controlKey: controlKey.reveal() }),
      ...(certificate && { tls: { cert: certificate.cert, key: certificate.key.reveal() } }),
      ...(storage && { storage }),
    });
    ends.unshift(tenant.stop);
    const caFile = certificate?.caFile ?? null;
    const access = variablesOf(tenant, { oauth, controlKey, caFile });
    if (exportsFile !== undefined) await writeExports(exportsFile, access);
    return { tenant, variables: access, caFile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The first failure is thrown after the last has run. */
async function runAll([first, ...others]: readonly (() => Promise<void>)[]): Promise<void> {
  try {
    await first?.();
  } finally {
    if (others.length > 0) await runAll(others);
  }
}

async function checkedOptions(options: TenantArguments) {
  const { port, host, seed, allowHost, verbose = false } = options;
  return {
    ...(port !== undefined && { port: portFrom(port) }),
    ...(seed !== undefined && { seed: await seedFrom(seed) }),
    ...(allowHost !== undefined && { allowHosts: allowHost.split(",") }),
    host,
    verbose,
  };
}

function portFrom(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= LARGEST_PORT) return Number(text);
  throw new Error(
    `Cannot start the tenant: --port is ${JSON.stringify(text)}, expected a whole number from 0 (any free port) to ${LARGEST_PORT}`,
  );
}

async function seedFrom(file: string): Promise<TenantSeed> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    const reason = fileErrorReason(error, { ENOENT: "it does not exist" });
    throw new Error(`Cannot read the seed ${file}: ${reason}, expected a JSON file`);
  });
  let seed: unknown;
  try {
    seed = JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot use the seed ${file}: ${messageOf(error)}, expected JSON`);
  }
  return checkedSeed(seed, `the seed ${file}`);
}
