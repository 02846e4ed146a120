// One run of the plugin that makes, reads and deletes API tokens: real requests, and a clock that it shares with the tenant.
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

export type { Applied as Result } from "../provider-run.js";

const TYPE = "atlan_api_token";

export interface TokenRun {
  readonly clock: VirtualClock;
  readonly tenant: Tenant;
  readonly control: TestControl;
  /** Of a token that is there. @param config the values that are set */
  plan(prior: Result, config: ObjectValue): Promise<Result>;
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
    "ready_for_rotation",
    "rotate_at",
    "retirement_due",
    "retiring",
    "access_token",
    "sealed_access_token",
    "tenant",
  ].map((name) => [name, UNKNOWN]),
);
const DEFAULTS = {
  description: "",
  persona_qualified_names: null,
  validity_seconds: 157_680_000,
  wait_until_ready: true,
  replace_when_expired: true,
  seal_to: null,
  rotation: null,
  retired_elsewhere: false,
  timeouts: null,
};

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
export async function tokenRun(
  options: TenantOptions = {},
  settings: ObjectValue = {},
  environment: Variables = {},
): Promise<TokenRun> {
  const clock = eventClock(Date.now());
  const tenant = await startTenant({ clock: { now: clock.nowMs }, ...options });
  return runIn({ clock, tenant, environment }, settings);
}

async function runIn(
  place: Pick<TokenRun, "clock" | "tenant"> & { readonly environment: Variables },
  settings: ObjectValue,
): Promise<TokenRun> {
  const { clock, tenant, environment } = place;
  const run = await providerRun(tenant, clock, settings, environment);
  return {
    clock,
    tenant,
    plan: (prior, config) => run.plan(TYPE, prior, config),
    control: controlOf(tenant),
    create: (attributes) => run.apply(TYPE, NOTHING, { ...COMPUTED, ...DEFAULTS, ...attributes }),
    update: (prior, attributes) => run.apply(TYPE, prior, { ...prior.state, ...attributes }),
    remove: (prior) => run.apply(TYPE, prior, null),
    read: (prior) => run.read(TYPE, prior),
    import: (id) => run.import(TYPE, id),
    open: (config) => run.open(TYPE, { ...EPHEMERAL, ...config }),
    close: (opened) => run.close(TYPE, opened),
    closeAll: run.closeAll,
    grant: (typeName, attributes) =>
      run.apply(typeName, NOTHING, { ...attributes, tenant: UNKNOWN, timeouts: null }),
    regrant: (typeName, prior, attributes) =>
      run.apply(typeName, prior, { ...prior.state, ...attributes }),
    ungrant: (typeName, prior) => run.apply(typeName, prior, null),
    known: (token) => ({
      ...NOTHING,
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
