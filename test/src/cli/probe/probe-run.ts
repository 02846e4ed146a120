// A probe of a real embedded tenant, over real HTTP, on one virtual clock: its waits take no time, its answers as long as is set.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import {
  type ProbeEnd,
  REQUESTS_PER_MINUTE,
  runProbe,
} from "../../../../src/cli/probe/run-probe.js";
import { createClient, type SignIn } from "../../../../src/client/index.js";
import { Secret } from "../../../../src/secret.js";
import { startTenant, type Tenant, type TenantOptions } from "../../../../src/tenant/index.js";
import { controlOf, type TenantControl } from "../../../tenant-control.js";
import { type VirtualClock, virtualClock } from "../../../virtual-clock.js";

export interface ProbeStage {
  readonly tenant: Tenant;
  readonly control: TenantControl;
  readonly clock: VirtualClock;
  readonly steps: readonly string[];
  readonly stop: AbortController;
  readonly leave: AbortController;
  probe(options?: {
    readonly apiKey?: string;
    readonly hasBearer?: boolean;
    readonly asOAuthClient?: boolean;
  }): Promise<ProbeEnd>;
  end(): Promise<void>;
}

const ANSWERED = "http.client.response.finish";

export async function probeStage(options: TenantOptions = {}): Promise<ProbeStage> {
  const clock = virtualClock();
  const tenant = await startTenant({ clock: { now: clock.nowMs }, ...options });
  const control = controlOf(tenant);
  const stop = new AbortController();
  const leave = new AbortController();
  const steps: string[] = [];
  const { port } = new URL(tenant.baseUrl);
  const onAnswered = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    const latencyMs = options.settings?.latencyMs ?? 0;
    if (request.getHeader("host") === `127.0.0.1:${port}`) clock.advance(latencyMs);
  };
  subscribe(ANSWERED, onAnswered);
  return {
    tenant,
    control,
    clock,
    steps,
    stop,
    leave,
    probe: async ({ apiKey = tenant.apiKey, hasBearer = false, asOAuthClient = false } = {}) => {
      const bearer = hasBearer ? new Secret(tenant.userBearerToken) : null;
      const signIn: SignIn = asOAuthClient
        ? {
            oauthClient: {
              clientId: tenant.oauthClientId,
              clientSecret: new Secret(tenant.oauthClientSecret),
            },
          }
        : { apiKey: new Secret(apiKey) };
      const client = createClient({
        baseUrl: new URL(tenant.baseUrl),
        signIn,
        userBearerToken: bearer,
        maxRetries: 1,
        maxRequestsPerMinute: REQUESTS_PER_MINUTE,
        requestTimeoutMs: 30_000,
        maxConcurrentRequests: 1,
        userAgent: "test",
        log: { debug: () => {}, info: () => {} },
        clock,
        environment: {},
      });
      return runProbe({
        client,
        signIn,
        bearer,
        clock,
        version: "1.2.3",
        signal: stop.signal,
        leaveSignal: leave.signal,
        onStep: (step) => void steps.push(step),
      });
    },
    end: async () => {
      unsubscribe(ANSWERED, onAnswered);
      await tenant.stop();
    },
  };
}
