// Starts one tenant: its state behind an HTTP server.

import { connectTenant } from "./control/tenant-control.js";
import { tenantApp } from "./http/app.js";
import { controlAccess } from "./http/control-guard.js";
import { addressOf, baseUrlOf, openServer } from "./http/server.js";
import { applySeed } from "./seed/apply-seed.js";
import { checkedSeed } from "./seed/check-seed.js";
import { DEFAULT_SEED } from "./seed/default-seed.js";
import { systemClock } from "./state/clock.js";
import { randomIds } from "./state/id-source.js";
import type { LoggedRequest } from "./state/request-log.js";
import { TenantState } from "./state/tenant-state.js";
import type { Tenant, TenantOptions } from "./tenant.js";

function writeLine({ at, method, path, query, status, actor, durationMs }: LoggedRequest): void {
  const target = query === "" ? path : `${path}?${query}`;
  process.stderr.write(`${at} ${method} ${target} ${status} ${actor ?? "-"} ${durationMs}ms\n`);
}

/**
 * Starts an embedded tenant, on a loopback address if nothing else is asked for. Several may run in one process; they share nothing.
 *
 * @example
 * const tenant = await startTenant({ seed: { personas: [{ name: "Data Assets" }] } });
 * process.env.ATLAN_BASE_URL = tenant.baseUrl;
 * // …
 * await tenant.stop();
 *
 * @throws ControlError when the seed, a setting, a host name or the control key is wrong, naming each fault; Error when the port cannot be had
 */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const {
    clock = systemClock,
    ids = randomIds,
    settings = {},
    port = 0,
    host = "127.0.0.1",
  } = options;
  const seed = checkedSeed(options.seed ?? DEFAULT_SEED);
  const address = await addressOf(host, port);
  const access = controlAccess(address, options.controlKey, options.allowHosts ?? []);
  const state = new TenantState({
    applySeed: (fresh) => applySeed(fresh, seed),
    settings,
    clock,
    ids,
  });
  const app = tenantApp({
    state,
    onRequest: options.verbose === true ? writeLine : () => {},
    access,
  });
  const server = await openServer({ fetch: app.fetch, port, address, tls: options.tls, state });
  const { apiKey, userBearerToken, oauthClientId, oauthClientSecret } = state;
  const baseUrl = baseUrlOf(server);
  const stop = () =>
    new Promise<void>((resolve) => {
      state.lateWork.clear();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    baseUrl,
    apiKey,
    userBearerToken,
    oauthClientId,
    oauthClientSecret,
    control: connectTenant({ baseUrl }),
    env: () => ({
      ATLAN_BASE_URL: baseUrl,
      ATLAN_API_KEY: apiKey,
      ATLAN_USER_BEARER_TOKEN: userBearerToken,
    }),
    oauthEnv: () => ({
      ATLAN_BASE_URL: baseUrl,
      ATLAN_OAUTH_CLIENT_ID: oauthClientId,
      ATLAN_OAUTH_CLIENT_SECRET: oauthClientSecret,
      ATLAN_USER_BEARER_TOKEN: userBearerToken,
    }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
