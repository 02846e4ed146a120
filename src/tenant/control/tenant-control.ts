// The client of `/_tenant`: how a test steers a tenant and looks behind it, in this process or in another.

import type { Fault } from "../faults/fault.js";
import { isObject, parseJson } from "../input/json.js";
import type { LoggedRequest } from "../state/request-log.js";
import type { TenantSettings } from "../state/settings.js";
import type { TenantSnapshot, TenantToken } from "./tenant-snapshot.js";

/** Every call rejects, in one sentence, when the tenant does not answer or refuses. */
export type TenantControl = {
  state(): Promise<TenantSnapshot>;
  tokensNamed(displayName: string): Promise<readonly TenantToken[]>;
  /** Every secret ever minted, those of tokens that are gone included: what nothing may print. */
  secrets(): Promise<readonly string[]>;
  /** What clients sent, in the order it arrived. Control calls are not in it. @param last only so many from its end */
  requests(last?: number): Promise<readonly LoggedRequest[]>;
  clearRequests(): Promise<void>;
  settings(): Promise<TenantSettings>;
  /** A setting that is left out keeps its value. @returns all of them, as they are now */
  changeSettings(settings: Partial<TenantSettings>): Promise<TenantSettings>;
  /** The tenant's time. */
  clock(): Promise<Date>;
  /** Moves the tenant's clock, and with it whatever expires. @returns the new time */
  advance(seconds: number): Promise<Date>;
  /** Sets the tenant's clock, back in time too. */
  setClock(now: Date): Promise<void>;
  /** The faults still to come, with the times and skips that are left. */
  faults(): Promise<readonly Fault[]>;
  /** Each request meets the first fault that matches it. @returns all faults still to come */
  addFaults(...faults: readonly Fault[]): Promise<readonly Fault[]>;
  /** Forgets the faults still to come, and ends the delays under way. */
  clearFaults(): Promise<void>;
  /** Back to the seed, with the GUIDs, secrets and dates that it had at the start. */
  reset(): Promise<void>;
};

export type TenantAddress = {
  /** As the tenant printed it, or `tenant.baseUrl`. */
  readonly baseUrl: string;
  /** The key that a tenant asks for which listens on another address than loopback. @default none */
  readonly controlKey?: string;
};

/** The tenant answered, and refused. */
export class ControlRefusedError extends Error {
  override readonly name = "ControlRefusedError";

  constructor(
    message: string,
    readonly status: number,
    /** The body of the answer. */
    readonly answer: string,
  ) {
    super(message);
  }
}

type Sent = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};
type Answer = { readonly ok: boolean; readonly status: number; text(): Promise<string> };

/** What is used of the global `fetch`. */
export type Fetch = (url: string, sent: Sent) => Promise<Answer>;

type ControlCall = { readonly method: string; readonly path: string; readonly body?: unknown };

/** The cause that `fetch` hides, such as `connect ECONNREFUSED 127.0.0.1:8080`; under Jest its errors are of no class of ours. */
const reasonOf = (error: unknown): string => {
  const cause = isObject(error) && isObject(error.cause) ? error.cause : undefined;
  return typeof cause?.message === "string" ? cause.message : String(error);
};

async function send(
  { baseUrl, controlKey }: TenantAddress,
  { method, path, body }: ControlCall,
  fetch: Fetch,
): Promise<unknown> {
  const cannot = `Cannot ${method} ${path} of the tenant at ${baseUrl}`;
  const headers = {
    ...(body !== undefined && { "content-type": "application/json" }),
    ...(controlKey !== undefined && { authorization: `Bearer ${controlKey}` }),
  };
  const sent = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(new URL(path, baseUrl).href, sent).catch((error: unknown) => {
    throw new Error(`${cannot}: ${reasonOf(error)}, expected a running tenant`, { cause: error });
  });
  const text = await response.text();
  const { ok, status } = response;
  if (!ok) throw new ControlRefusedError(`${cannot}: it answered ${status} ${text}`, status, text);
  if (text === "") return undefined;
  const reply = parseJson(text);
  if (reply !== undefined) return reply;
  throw new Error(`${cannot}: the answer is no JSON, expected the base URL of an embedded tenant`);
}

/**
 * Connects to a running tenant, such as one that `npx cdktf-provider-atlan tenant` serves. Sends nothing yet.
 *
 * @example
 * const control = connectTenant({ baseUrl: process.env.ATLAN_BASE_URL });
 * await control.advance(90 * 24 * 60 * 60);
 */
export const connectTenant = (address: TenantAddress): TenantControl =>
  controlBy((url, sent) => fetch(url, sent), address);

/** The same, by another way than the network. */
export function controlBy(fetch: Fetch, address: TenantAddress): TenantControl {
  // What comes back is what the routes of this folder send, so its types are theirs.
  const call = async <Reply>(method: string, name: string, body?: unknown): Promise<Reply> =>
    (await send(address, { method, path: `/_tenant/${name}`, body }, fetch)) as Reply;
  const state = () => call<TenantSnapshot>("GET", "state");
  const timeIn = ({ now }: { readonly now: string }) => new Date(now);
  const faultsIn = ({ faults }: { readonly faults: readonly Fault[] }) => faults;
  return {
    state,
    tokensNamed: async (displayName) =>
      (await state()).tokens.filter((token) => token.displayName === displayName),
    secrets: () => call("GET", "secrets"),
    requests: (last) => call("GET", last === undefined ? "requests" : `requests?last=${last}`),
    clearRequests: () => call("DELETE", "requests"),
    settings: () => call("GET", "settings"),
    changeSettings: (settings) => call("PUT", "settings", settings),
    clock: async () => timeIn(await call("GET", "clock")),
    advance: async (advanceSeconds) => timeIn(await call("PUT", "clock", { advanceSeconds })),
    setClock: async (now) => void (await call("PUT", "clock", { now: now.toISOString() })),
    faults: async () => faultsIn(await call("GET", "faults")),
    addFaults: async (...faults) => faultsIn(await call("POST", "faults", { faults })),
    clearFaults: () => call("DELETE", "faults"),
    reset: () => call("POST", "reset"),
  };
}
