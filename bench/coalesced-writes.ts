// How many writes 50 resources cost that all change one object: bindings of one token, admins of one connection.
import { startTenant, type Tenant, type TenantSnapshot } from "../src/tenant/index.js";
import { controlOf } from "../test/tenant-control.js";
import { EngineFolder, numbered } from "./engine-folder.js";
import type { Bench, Measurement } from "./measurement.js";
import { ourPlugin } from "./plugins.js";
import { type Row, row } from "./row.js";
import { TARGETS, type Target } from "./targets.js";

const GRANTS = 50;
/** How many meet in one batch is a matter of milliseconds: the worst round counts. */
const ROUNDS = 3;

const SEED = {
  users: [{ username: "amira", admin: true }],
  connections: [{ name: "development", connectorName: "snowflake" }],
  personas: Array.from({ length: GRANTS }, (_, index) => ({ name: `persona ${index}` })),
  tokens: [{ displayName: "token", count: GRANTS }],
};

interface Kind {
  readonly type: string;
  /** The path that its writes are sent to, by POST. */
  readonly path: RegExp;
  readonly attributes: (state: TenantSnapshot, index: number) => Readonly<Record<string, unknown>>;
  readonly ways: readonly { readonly args: readonly string[]; readonly target: Target }[];
}

/** The first token of the tenant is the API key. */
const KINDS: readonly Kind[] = [
  {
    type: "atlan_token_persona_binding",
    path: /\/apikeys\/[^/]+$/,
    attributes: ({ personas, tokens }, index) => ({
      persona_qualified_name: personas[index]?.qualifiedName,
      token_ids: [tokens[1]?.id],
    }),
    ways: [
      { args: ["-parallelism=60"], target: TARGETS.bindingsAt60 },
      { args: ["-parallelism=10"], target: TARGETS.bindingsAt10 },
    ],
  },
  {
    type: "atlan_connection_admin",
    path: /\/entity\/bulk$/,
    attributes: ({ connections, tokens }, index) => ({
      connection_id: connections[0]?.guid,
      usernames: [tokens[1 + index]?.username],
    }),
    ways: [
      { args: ["-parallelism=60"], target: TARGETS.adminsAt60 },
      { args: ["-parallelism=10"], target: TARGETS.adminsAt10 },
    ],
  },
];

async function writesIn(tenant: Tenant, path: RegExp, work: () => Promise<void>): Promise<number> {
  const control = controlOf(tenant);
  await control.clearRequests();
  await work();
  const requests = await control.requests();
  return requests.filter((sent) => sent.method === "POST" && path.test(sent.path)).length;
}

async function measureKind(bench: Bench, { type, path, attributes, ways }: Kind) {
  await using tenant = await startTenant({ seed: SEED });
  const state = await controlOf(tenant).state();
  const folder = await EngineFolder.open(bench, {
    name: type,
    plugin: await ourPlugin(bench),
    resources: { [type]: numbered(GRANTS, (index) => attributes(state, index)) },
    environment: { ...tenant.env() },
  });
  const rows: Row[] = [];
  for (const { args, target } of ways) {
    const given: number[] = [];
    const taken: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      given.push(await writesIn(tenant, path, () => folder.apply(args)));
      taken.push(await writesIn(tenant, path, () => folder.destroy(args)));
    }
    const how = `each of ${ROUNDS} runs: ${given.join(", ")}; taken again: ${taken.join(", ")}`;
    rows.push(row(target, Math.max(...given), how));
  }
  return rows;
}

async function measure(bench: Bench): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const kind of KINDS) rows.push(...(await measureKind(bench, kind)));
  return rows;
}

export const coalescedWrites: Measurement = { name: "writes", run: measure };
