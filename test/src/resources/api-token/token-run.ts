// One run of the plugin that makes, reads and deletes API tokens: real requests, and a clock that it shares with the tenant.
import {
  createProviderServer,
  type Diagnostic,
  type ObjectValue,
  Secret,
  silentLogger,
  UNKNOWN,
} from "../../../../src/framework/index.js";
import { atlanProvider } from "../../../../src/resources/provider/index.js";
import { startTenant, type Tenant, type TenantOptions } from "../../../../src/tenant/index.js";
import { eventClock } from "../../../event-clock.js";
import { controlOf, type TenantControl, type TenantToken } from "../../../tenant-control.js";
import type { VirtualClock } from "../../../virtual-clock.js";

const TYPE = "atlan_api_token";
const NO_PRIVATE = new Uint8Array();

export interface Result {
  readonly state: ObjectValue | null;
  readonly private: Uint8Array;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

export interface TokenRun {
  readonly clock: VirtualClock;
  readonly tenant: Tenant;
  readonly control: TenantControl;
  create(attributes: ObjectValue): Promise<Result>;
  read(prior: Result): Promise<Result>;
  update(prior: Result, attributes: ObjectValue): Promise<Result>;
  remove(prior: Result): Promise<Result>;
  import(id: string): Promise<Result>;
  /** What the state has of a token that was there before. */
  known(token: TenantToken): Result;
  stop(): void;
  /** A new process that goes on where this one ended. */
  again(settings?: ObjectValue): Promise<TokenRun>;
}

const COMPUTED = Object.fromEntries(
  [
    "id",
    "client_id",
    "username",
    "created_at",
    "created_by",
    "expires_at",
    "expired",
    "active_ids",
    "active_usernames",
    "access_token",
    "tenant",
  ].map((name) => [name, UNKNOWN]),
);
const DEFAULTS = {
  description: "",
  persona_qualified_names: null,
  validity_seconds: 157_680_000,
  wait_until_ready: true,
  replace_when_expired: true,
  timeouts: null,
};

/** @param settings of the provider, beside the tenant's */
export async function tokenRun(
  options: TenantOptions = {},
  settings: ObjectValue = {},
): Promise<TokenRun> {
  const clock = eventClock(Date.now());
  const tenant = await startTenant({ clock: { now: clock.nowMs }, ...options });
  return runIn({ clock, tenant }, settings);
}

async function runIn(
  place: Pick<TokenRun, "clock" | "tenant">,
  settings: ObjectValue,
): Promise<TokenRun> {
  const { clock, tenant } = place;
  const definition = atlanProvider({ version: "0.0.0", environment: {}, clock });
  const server = createProviderServer(definition, { logger: silentLogger, clock });
  const { diagnostics } = await server.configureProvider({
    terraformVersion: "1.11.4",
    config: {
      ...Object.fromEntries(Object.keys(definition.schema.attributes).map((name) => [name, null])),
      base_url: tenant.baseUrl,
      api_key: new Secret(tenant.apiKey),
      ...settings,
    },
  });
  if (diagnostics.length > 0) throw new Error(`Cannot configure: ${JSON.stringify(diagnostics)}`);
  const apply = async (prior: Result | null, planned: ObjectValue | null) =>
    resultOf(
      await server.applyResourceChange({
        typeName: TYPE,
        priorState: prior?.state ?? null,
        plannedState: planned,
        config: planned,
        plannedPrivate: prior?.private ?? NO_PRIVATE,
      }),
    );
  return {
    ...place,
    control: controlOf(tenant),
    create: (attributes) => apply(null, { ...COMPUTED, ...DEFAULTS, ...attributes }),
    update: (prior, attributes) => apply(prior, { ...prior.state, ...attributes }),
    remove: (prior) => apply(prior, null),
    read: async (prior) =>
      resultOf(
        await server.readResource({
          typeName: TYPE,
          currentState: prior.state,
          private: prior.private,
        }),
      ),
    import: async (id) => {
      const { importedResources, diagnostics: said } = await server.importResourceState({
        typeName: TYPE,
        id,
      });
      const [imported] = importedResources;
      const newState = imported?.state ?? null;
      return resultOf({ newState, private: imported?.private ?? NO_PRIVATE, diagnostics: said });
    },
    known: (token) => ({
      private: NO_PRIVATE,
      errors: [],
      warnings: [],
      state: {
        ...DEFAULTS,
        id: token.id,
        client_id: token.clientId,
        username: token.username,
        display_name: token.displayName,
        validity_seconds: token.validitySeconds,
        created_at: token.createdAt,
        created_by: null,
        expires_at: null,
        expired: false,
        active_ids: [token.id],
        active_usernames: [token.username],
        access_token: null,
        tenant: tenant.baseUrl,
      },
    }),
    stop: () => server.stopProvider(),
    again: (more = settings) => runIn(place, more),
  };
}

const resultOf = (answer: {
  readonly newState: ObjectValue | null;
  readonly private: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}): Result => ({
  state: answer.newState,
  private: answer.private,
  errors: answer.diagnostics.filter(({ severity }) => severity === "error"),
  warnings: answer.diagnostics.filter(({ severity }) => severity === "warning"),
});

/** Runs so many at a time, as Terraform does. */
export async function inParallel<In, Out>(
  items: readonly In[],
  parallelism: number,
  work: (item: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const results: Out[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all(Array.from({ length: parallelism }, worker));
  return results;
}
