// One run of the plugin that gives and takes grants.
import { randomUUID } from "node:crypto";
import type { Clock } from "../../../../src/clock.js";
import { type ObjectValue, Secret, UNKNOWN } from "../../../../src/framework/index.js";
import type { Tenant } from "../../../../src/tenant/index.js";
import { virtualClock } from "../../../virtual-clock.js";
import { type Applied, NOTHING, providerRun } from "../provider-run.js";

export type { Applied } from "../provider-run.js";

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

const isApplied = (prior: Applied | Grant): prior is Applied => "warnings" in prior;
const whole = (grant: Grant): ObjectValue => ({ timeouts: null, tenant: null, ...grant });
const knownOf = (prior: Applied | Grant) =>
  isApplied(prior) ? { ...prior, state: { ...prior.state } } : { ...NOTHING, state: whole(prior) };

/** Ids of one run must not be those of another. */
const ownClock = (): Clock => ({ ...virtualClock(Date.now()), uuid: randomUUID });

export async function pluginRun(tenant: Tenant, options: RunOptions = {}): Promise<PluginRun> {
  const { clock = ownClock(), apiKey = tenant.apiKey, bearer = tenant.userBearerToken } = options;
  const run = await providerRun(tenant, clock, {
    api_key: new Secret(apiKey),
    user_bearer_token: bearer === null ? null : new Secret(bearer),
    max_retries: options.maxRetries ?? 2,
  });
  return {
    ...run,
    create: (typeName, grant) => run.apply(typeName, NOTHING, { ...whole(grant), tenant: UNKNOWN }),
    update: (typeName, prior, grant) => {
      const known = knownOf(prior);
      return run.apply(typeName, known, { ...whole(grant), tenant: known.state.tenant ?? null });
    },
    remove: (typeName, prior) => run.apply(typeName, knownOf(prior), null),
    read: (typeName, prior) => run.read(typeName, knownOf(prior)),
  };
}
