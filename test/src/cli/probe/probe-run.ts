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
import { controlOf, type TestControl } from "../../../tenant-control.js";
import { type VirtualClock, virtualClock } from "../../../virtual-clock.js";

export interface HowToProbe {
  readonly apiKey?: string;
  readonly hasBearer?: boolean;
  readonly asOAuthClient?: boolean;
  /** The qualified name of one whose admins it may change. */
  readonly connection?: string;
  /** Is told each step before it is made. */
  readonly onStep?: (step: string, count: number) => void;
  /** Is told each request as it leaves. */
  readonly onRequest?: (count: number) => void;
}

export interface ProbeStage {
  readonly tenant: Tenant;
  readonly control: TestControl;
  readonly clock: VirtualClock;
  readonly steps: readonly string[];
  /** Stops the experiments. */
  readonly stop: AbortController;
  /** Stops the deletion, too. */
  readonly leave: AbortController;
  probe(how?: HowToProbe): Promise<ProbeEnd>;
  end(): Promise<void>;
}

const SENT = "http.client.request.start";
const ANSWERED = "http.client.response.finish";

/** What happens to the requests to one tenant. Returns how to stop listening. */
function listen(
  { baseUrl }: Tenant,
  { onSent, onAnswered }: { readonly onSent: () => void; readonly onAnswered: () => void },
): () => void {
  const { host } = new URL(baseUrl);
  const isMeant = (message: unknown) =>
    (message as { readonly request: ClientRequest }).request.getHeader("host") === host;
  const sent = (message: unknown) => void (isMeant(message) && onSent());
  const answered = (message: unknown) => void (isMeant(message) && onAnswered());
  subscribe(SENT, sent);
  subscribe(ANSWERED, answered);
  return () => {
    unsubscribe(SENT, sent);
    unsubscribe(ANSWERED, answered);
  };
}

function signInTo(tenant: Tenant, { apiKey = tenant.apiKey, asOAuthClient }: HowToProbe): SignIn {
  const { oauthClientId: clientId, oauthClientSecret } = tenant;
  return asOAuthClient === true
    ? { oauthClient: { clientId, clientSecret: new Secret(oauthClientSecret) } }
    : { apiKey: new Secret(apiKey) };
}

export async function probeStage(options: TenantOptions = {}): Promise<ProbeStage> {
  const clock = virtualClock();
  // The tenant's latency is real time. Here the same passes on the virtual clock, with each answer.
  const { latencyMs = 0, ...settings } = options.settings ?? {};
  const tenant = await startTenant({ clock: { now: clock.nowMs }, ...options, settings });
  const stop = new AbortController();
  const leave = new AbortController();
  const steps: string[] = [];
  let requests = 0;
  let told: HowToProbe = {};
  const stopListening = listen(tenant, {
    onSent: () => told.onRequest?.(++requests),
    onAnswered: () => clock.advance(latencyMs),
  });
  return {
    tenant,
    control: controlOf(tenant),
    clock,
    steps,
    stop,
    leave,
    probe: async (how = {}) => {
      told = how;
      const signIn = signInTo(tenant, how);
      const bearer = how.hasBearer === true ? new Secret(tenant.userBearerToken) : null;
      const client = createClient({
        baseUrl: new URL(tenant.baseUrl),
        signIn,
        userBearerToken: bearer,
        maxRetries: 1,
        maxRequestsPerMinute: REQUESTS_PER_MINUTE,
        requestTimeoutMs: 600_000,
        maxConcurrentRequests: 1,
        userAgent: "test",
        log: { debug: () => {}, info: () => {} },
        clock,
        environment: {},
      });
      const onStep = (step: string) => {
        const count = steps.push(step);
        how.onStep?.(step, count);
      };
      const signals = { signal: stop.signal, leaveSignal: leave.signal };
      const { connection = null } = how;
      const shared = { clock, version: "1.2.3", ...signals, onStep };
      return runProbe({ client, signIn, bearer, connection, ...shared });
    },
    end: async () => {
      stopListening();
      await tenant.stop();
    },
  };
}
