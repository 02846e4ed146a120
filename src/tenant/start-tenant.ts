// Starts one tenant: its state behind an HTTP server, and kept over restarts where it has a storage.
import type { Server } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { signInAt } from "./control/sign-in.js";
import { connectTenant, controlBy, type Fetch } from "./control/tenant-control.js";
import { tenantApp } from "./http/app.js";
import { controlAccess } from "./http/control-guard.js";
import { addressOf, baseUrlOf, openServer, portOf } from "./http/server.js";
import { ControlError } from "./input/control-error.js";
import { restoreState, type SavedState } from "./saved/saved-state.js";
import { keepSaved, readSaved } from "./saved/storage.js";
import { applySeed } from "./seed/apply-seed.js";
import { checkedSeed } from "./seed/check-seed.js";
import { DEFAULT_SEED } from "./seed/default-seed.js";
import type { TenantSeed } from "./seed/seed.js";
import { systemClock } from "./state/clock.js";
import { randomIds } from "./state/id-source.js";
import type { LoggedRequest } from "./state/request-log.js";
import { TenantState } from "./state/tenant-state.js";
import type { Tenant, TenantOptions } from "./tenant.js";

function writeLine({ at, method, path, query, status, actor, durationMs }: LoggedRequest): void {
  const target = query === "" ? path : `${path}?${query}`;
  process.stderr.write(`${at} ${method} ${target} ${status} ${actor ?? "-"} ${durationMs}ms\n`);
}

/** What a reset goes back to: of a state that was saved the seed that it began with. */
function seedOf({ seed, storage }: TenantOptions, saved: SavedState | undefined): TenantSeed {
  const given = seed && checkedSeed(seed);
  if (saved === undefined) return given ?? checkedSeed(DEFAULT_SEED);
  if (given === undefined || isDeepStrictEqual(JSON.parse(JSON.stringify(given)), saved.seed))
    return saved.seed;
  throw new ControlError(
    `Cannot use the seed: ${storage?.name} began with another one, expected the same or none. Delete it to start from this seed`,
  );
}

function newState(options: TenantOptions, seed: TenantSeed, saved: SavedState | undefined) {
  const { settings = {}, clock = systemClock, ids = randomIds } = options;
  const state = new TenantState({
    applySeed: (fresh) => applySeed(fresh, seed),
    settings,
    clock,
    ids,
    ...(saved && { origin: saved.origin }),
  });
  if (saved !== undefined) restoreState(state, saved);
  return state;
}

/** Breaks what is still open. */
const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * Nobody whom this process trusts need have signed the tenant's certificate, and `fetch` cannot be told to trust it: the tenant's
 * own control goes by no network then.
 */
const fetchWithin =
  (server: Server, { fetch }: ReturnType<typeof tenantApp>): Fetch =>
  async (url, sent) => {
    if (!server.listening) throw new Error("it has stopped");
    const request = new Request(url, sent);
    request.headers.set("host", new URL(url).host);
    return await fetch(request);
  };

/**
 * Starts an embedded tenant, on a loopback address if nothing else is asked for. Several may run in one process; they share nothing.
 *
 * @example
 * const tenant = await startTenant({ seed: { personas: [{ name: "Data Assets" }] } });
 * process.env.ATLAN_BASE_URL = tenant.baseUrl;
 * // …
 * await tenant.stop();
 *
 * @throws ControlError when the seed, a setting, a host name, the control key or the saved state is wrong, naming each fault; Error when the port cannot be had
 */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const { host = "127.0.0.1", storage, controlKey, tls } = options;
  const saved = await readSaved(storage);
  const seed = seedOf(options, saved);
  const port = options.port ?? saved?.port ?? 0;
  const address = await addressOf(host, port);
  const access = controlAccess(address, controlKey, options.allowHosts ?? []);
  const state = newState(options, seed, saved);
  const onRequest = options.verbose === true ? writeLine : () => {};
  const app = tenantApp({ state, onRequest, access });
  const server = await openServer({ fetch: app.fetch, port, address, tls, state });
  let save = async () => {};
  const stop = async () => {
    state.lateWork.clear();
    await closed(server);
    await save();
  };
  if (storage !== undefined) {
    save = await keepSaved(state, storage, { seed, port: portOf(server) }).catch(async (error) => {
      await stop();
      throw error;
    });
  }
  const baseUrl = baseUrlOf(server);
  const own = { baseUrl, ...(controlKey !== undefined && { controlKey }) };
  return {
    baseUrl,
    ...signInAt(baseUrl, state),
    control: tls === undefined ? connectTenant(own) : controlBy(fetchWithin(server, app), own),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
