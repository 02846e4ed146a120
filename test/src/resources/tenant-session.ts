// A session against a real embedded tenant: real requests, and waits that take no time.
import { createClient, type SignIn } from "../../../src/client/index.js";
import { silentLogger } from "../../../src/framework/index.js";
import { openSession, type Session } from "../../../src/resources/provider/session.js";
import { Secret } from "../../../src/secret.js";
import { startTenant, type Tenant, type TenantOptions } from "../../../src/tenant/index.js";
import { controlOf, type TestControl } from "../../tenant-control.js";
import { type VirtualClock, virtualClock } from "../../virtual-clock.js";

export interface Rig {
  readonly tenant: Tenant;
  readonly session: Session;
  readonly clock: VirtualClock;
  readonly stop: AbortController;
  /** Requests to the token collection since the last call, as `GET` or `POST /<guid>`. */
  tokenRequests(): Promise<string[]>;
  readonly control: TestControl;
}

export interface RigOptions {
  readonly maxRetries?: number;
  /** In real time: only a request that hangs may reach it. */
  readonly requestTimeoutMs?: number;
  readonly maxConcurrentRequests?: number;
  readonly maxRequestsPerMinute?: number;
  /** Instead of with the API key. */
  readonly asOAuthClient?: boolean;
}

const signInTo = (tenant: Tenant, asOAuthClient: boolean): SignIn =>
  asOAuthClient
    ? {
        oauthClient: {
          clientId: tenant.oauthClientId,
          clientSecret: new Secret(tenant.oauthClientSecret),
        },
      }
    : { apiKey: new Secret(tenant.apiKey) };

const TOKENS = "/api/service/apikeys";

/** Tenant and session share the clock. */
export async function tenantSession(
  options: TenantOptions = {},
  {
    maxRetries = 2,
    requestTimeoutMs = 3_600_000,
    maxConcurrentRequests = 8,
    maxRequestsPerMinute = 0,
    asOAuthClient = false,
  }: RigOptions = {},
): Promise<Rig> {
  const clock = virtualClock(Date.now());
  const tenant = await startTenant({ clock: { now: clock.nowMs }, ...options });
  const stop = new AbortController();
  const client = createClient({
    baseUrl: new URL(tenant.baseUrl),
    signIn: signInTo(tenant, asOAuthClient),
    userBearerToken: new Secret(tenant.userBearerToken),
    maxRetries,
    maxRequestsPerMinute,
    requestTimeoutMs,
    maxConcurrentRequests,
    userAgent: "test",
    log: silentLogger,
    clock,
    environment: {},
  });
  const identity = { origin: tenant.baseUrl, acceptedOrigins: [] };
  const settings = {
    maxRetries,
    requestTimeoutMs,
    warnBeforeExpirySeconds: 0,
    importSecretsFile: null,
  };
  const shared = { client, ...settings, tenant: identity, clock };
  const session = openSession({ ...shared, signal: stop.signal });
  const control = controlOf(tenant);
  const tokenRequests = async () => {
    const sent = await control.requests();
    await control.clearRequests();
    return sent
      .filter(({ path }) => path.startsWith(TOKENS))
      .map(({ method, path }) => `${method} ${path.slice(TOKENS.length)}`.trim());
  };
  return { tenant, session, clock, stop, control, tokenRequests };
}
