// One run of the plugin, as Terraform would have it: configured once, then asked to apply, read and import grants.

import { randomUUID } from "node:crypto";
import type { Clock } from "../../../../src/clock.js";
import {
  createProviderServer,
  type Diagnostic,
  type ObjectValue,
  Secret,
  silentLogger,
  UNKNOWN,
} from "../../../../src/framework/index.js";
import { atlanProvider } from "../../../../src/resources/provider/index.js";
import type { Tenant } from "../../../../src/tenant/index.js";
import { virtualClock } from "../../../virtual-clock.js";

export interface Applied {
  readonly state: ObjectValue | null;
  readonly private: Uint8Array;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

export interface RunOptions {
  /** By default one whose waits take no time. */
  readonly clock?: Clock;
  readonly apiKey?: string;
  /** Null: none is configured. By default the tenant's person. */
  readonly bearer?: string | null;
  readonly maxRetries?: number;
}

type Grant = ObjectValue;

export interface PluginRun {
  create(typeName: string, grant: Grant): Promise<Applied>;
  update(typeName: string, prior: Applied | Grant, grant: Grant): Promise<Applied>;
  remove(typeName: string, prior: Applied | Grant): Promise<Applied>;
  read(typeName: string, prior: Applied | Grant): Promise<Applied>;
  import(typeName: string, id: string): Promise<Applied>;
  stop(): void;
}

const NO_PRIVATE = new Uint8Array();

const isApplied = (prior: Applied | Grant): prior is Applied => "warnings" in prior;
const stateIn = (prior: Applied | Grant): ObjectValue =>
  isApplied(prior) ? { ...prior.state } : { timeouts: null, tenant: null, ...prior };
const privateIn = (prior: Applied | Grant) => (isApplied(prior) ? prior.private : NO_PRIVATE);

interface Answer {
  readonly newState: ObjectValue | null;
  readonly private: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

const appliedOf = ({ newState, private: bytes, diagnostics }: Answer): Applied => ({
  state: newState,
  private: bytes,
  errors: diagnostics.filter(({ severity }) => severity === "error"),
  warnings: diagnostics.filter(({ severity }) => severity === "warning"),
});

/** Ids of one run must not be those of another. */
const ownClock = (): Clock => ({ ...virtualClock(Date.now()), uuid: randomUUID });

export async function pluginRun(tenant: Tenant, options: RunOptions = {}): Promise<PluginRun> {
  const { clock = ownClock(), apiKey = tenant.apiKey, bearer } = options;
  const definition = atlanProvider({ version: "0.0.0", environment: {}, clock });
  const server = createProviderServer(definition, { logger: silentLogger, clock });
  const person = bearer === undefined ? tenant.userBearerToken : bearer;
  const { diagnostics } = await server.configureProvider({
    terraformVersion: "1.11.4",
    config: {
      base_url: tenant.baseUrl,
      api_key: new Secret(apiKey),
      user_bearer_token: person === null ? null : new Secret(person),
      max_retries: options.maxRetries ?? 2,
      request_timeout_seconds: 2,
      max_concurrent_requests: null,
      warn_before_expiry_seconds: null,
      accept_from_tenants: null,
    },
  });
  if (diagnostics.length > 0) throw new Error(`Cannot configure: ${JSON.stringify(diagnostics)}`);
  const apply = async (
    typeName: string,
    states: { readonly prior: ObjectValue | null; readonly planned: ObjectValue | null },
    bytes: Uint8Array,
  ) => {
    const { prior, planned } = states;
    const request = { typeName, priorState: prior, plannedState: planned, config: planned };
    return appliedOf(await server.applyResourceChange({ ...request, plannedPrivate: bytes }));
  };
  return {
    create: (typeName, grant) =>
      apply(typeName, { prior: null, planned: { ...stateIn(grant), tenant: UNKNOWN } }, NO_PRIVATE),
    update: (typeName, prior, grant) => {
      const { tenant: kept } = stateIn(prior);
      const planned = { ...stateIn(grant), tenant: kept ?? null };
      return apply(typeName, { prior: stateIn(prior), planned }, privateIn(prior));
    },
    remove: (typeName, prior) =>
      apply(typeName, { prior: stateIn(prior), planned: null }, privateIn(prior)),
    read: async (typeName, prior) => {
      const request = { typeName, currentState: stateIn(prior), private: privateIn(prior) };
      return appliedOf(await server.readResource(request));
    },
    import: async (typeName, id) => {
      const { importedResources, diagnostics: said } = await server.importResourceState({
        typeName,
        id,
      });
      const [imported] = importedResources;
      return appliedOf({
        newState: imported?.state ?? null,
        private: imported?.private ?? NO_PRIVATE,
        diagnostics: said,
      });
    },
    stop: () => server.stopProvider(),
  };
}
