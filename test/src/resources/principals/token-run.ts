// One run of the plugin that makes, reads and deletes API tokens or OAuth clients: real requests, and a clock that it shares with the tenant.
import { type Diagnostic, type ObjectValue, UNKNOWN } from "../../../../src/framework/index.js";
import {
  startTenant,
  type Tenant,
  type TenantOptions,
  type TenantToken,
} from "../../../../src/tenant/index.js";
import { eventClock } from "../../../event-clock.js";
import { controlOf, type TestControl } from "../../../tenant-control.js";
import type { VirtualClock } from "../../../virtual-clock.js";
import { NOTHING, type Opened, providerRun, type Applied as Result } from "../provider-run.js";
import { API_TOKEN, type TestKind } from "./kinds.js";

export type { Applied as Result } from "../provider-run.js";

export interface TokenRun {
  readonly kind: TestKind;
  readonly clock: VirtualClock;
  readonly tenant: Tenant;
  readonly control: TestControl;
  /** Of a token that is there. @param config the values that are set */
  plan(prior: Result, config: ObjectValue): Promise<Result>;
  planDestroy(prior: Result): Promise<Result>;
  create(attributes: ObjectValue): Promise<Result>;
  read(prior: Result): Promise<Result>;
  update(prior: Result, attributes: ObjectValue): Promise<Result>;
  remove(prior: Result): Promise<Result>;
  import(id: string): Promise<Result>;
  /** A token for this run. */
  open(config: ObjectValue): Promise<Opened>;
  /** @returns its errors */
  close(opened: Opened): Promise<readonly Diagnostic[]>;
  /** As the process does it before it ends. */
  closeAll(): Promise<void>;
  /** Another resource of the same run. */
  grant(typeName: string, attributes: ObjectValue): Promise<Result>;
  regrant(typeName: string, prior: Result, attributes: ObjectValue): Promise<Result>;
  ungrant(typeName: string, prior: Result): Promise<Result>;
  readGrant(typeName: string, prior: Result): Promise<Result>;
  /** What the state has of a token that was there before. */
  known(token: TenantToken): Result;
  stop(): void;
  /** A new process that goes on where this one ended. */
  again(settings?: ObjectValue): Promise<TokenRun>;
}

const EPHEMERAL = {
  description: null,
  persona_qualified_names: null,
  validity_seconds: null,
  enabled: true,
  id: null,
  client_id: null,
  username: null,
  expires_at: null,
  access_token: null,
  timeouts: null,
};

type Variables = Readonly<Record<string, string>>;

/**
 * @param settings of the provider, beside the tenant's
 * @param environment the process's variables
 */
export const tokenRun = (
  options: TenantOptions = {},
  settings: ObjectValue = {},
  environment: Variables = {},
): Promise<TokenRun> => principalRun(API_TOKEN, options, { settings, environment });

interface RunOptions {
  readonly settings?: ObjectValue;
  readonly environment?: Variables;
}

/** The same for a resource of any kind. */
export async function principalRun(
  kind: TestKind,
  options: TenantOptions = {},
  { settings = {}, environment = {} }: RunOptions = {},
): Promise<TokenRun> {
  const clock = eventClock(Date.now());
  const tenant = await startTenant({ clock: { now: clock.nowMs }, ...options });
  return runIn({ kind, clock, tenant, environment }, settings);
}

async function runIn(
  place: Pick<TokenRun, "kind" | "clock" | "tenant"> & { readonly environment: Variables },
  settings: ObjectValue,
): Promise<TokenRun> {
  const { kind, clock, tenant, environment } = place;
  const { typeName, computed, defaults } = kind;
  const run = await providerRun(tenant, clock, settings, environment);
  return {
    kind,
    clock,
    tenant,
    plan: (prior, config) => run.plan(typeName, prior, config),
    planDestroy: (prior) => run.planDestroy(typeName, prior),
    control: controlOf(tenant),
    create: (attributes) =>
      run.apply(typeName, NOTHING, { ...computed, ...defaults, ...attributes }),
    update: (prior, attributes) => run.apply(typeName, prior, { ...prior.state, ...attributes }),
    remove: (prior) => run.apply(typeName, prior, null),
    read: (prior) => run.read(typeName, prior),
    import: (id) => run.import(typeName, id),
    open: (config) => run.open(API_TOKEN.typeName, { ...EPHEMERAL, ...config }),
    close: (opened) => run.close(API_TOKEN.typeName, opened),
    closeAll: run.closeAll,
    grant: (typeName, attributes) =>
      run.apply(typeName, NOTHING, { ...attributes, tenant: UNKNOWN, timeouts: null }),
    regrant: (typeName, prior, attributes) =>
      run.apply(typeName, prior, { ...prior.state, ...attributes }),
    ungrant: (typeName, prior) => run.apply(typeName, prior, null),
    readGrant: (typeName, prior) => run.read(typeName, prior),
    known: (token) => ({
      ...NOTHING,
      errors: [],
      warnings: [],
      state: {
        ...API_TOKEN.defaults,
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
        ready_for_rotation: false,
        rotate_at: null,
        retirement_due: false,
        retiring: [],
        access_token: null,
        sealed_access_token: null,
        tenant: tenant.baseUrl,
      },
    }),
    stop: run.stop,
    again: (more = settings) => runIn(place, more),
  };
}

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
