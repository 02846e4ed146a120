// A plan of 200 tokens with five grants each that finds nothing to do: its requests, against the fewest that show them all.
import { startTenant, type Tenant, type TenantSnapshot } from "../src/tenant/index.js";
import { controlOf } from "../test/tenant-control.js";
import { EngineFolder, numbered } from "./engine-folder.js";
import { listRequestsOf } from "./list-requests.js";
import type { Bench, Measurement } from "./measurement.js";
import { ourPlugin } from "./plugins.js";
import { sum } from "./processor-time.js";
import { type Row, ratioRow, row } from "./row.js";
import { TARGETS } from "./targets.js";

const TOKENS = 200;
const PERSONAS = 10;
const CONNECTIONS = 20;
/** Of each token: whose numbers are so far from its own. */
const PERSONAS_FURTHER = [0, 3];
const CONNECTIONS_FURTHER = [0, 7, 13];

const SEED = {
  users: [{ username: "amira", admin: true }],
  personas: Array.from({ length: PERSONAS }, (_, index) => ({ name: `persona ${index}` })),
  connections: Array.from({ length: CONNECTIONS }, (_, index) => ({
    name: `connection ${index}`,
    connectorName: "snowflake",
  })),
};

/** Grants take their tokens by reference, as the constructs write it. */
const resourcesIn = ({ personas, connections }: TenantSnapshot) => ({
  atlan_api_token: numbered(TOKENS, (index) => ({ display_name: `token ${index}` })),
  atlan_token_persona_binding: numbered(TOKENS * PERSONAS_FURTHER.length, (index) => {
    const token = index % TOKENS;
    const further = PERSONAS_FURTHER[Math.floor(index / TOKENS)] ?? 0;
    return {
      persona_qualified_name: personas[(token + further) % PERSONAS]?.qualifiedName,
      token_ids: `\${atlan_api_token.r${token}.active_ids}`,
    };
  }),
  atlan_connection_admin: numbered(TOKENS * CONNECTIONS_FURTHER.length, (index) => {
    const token = index % TOKENS;
    const further = CONNECTIONS_FURTHER[Math.floor(index / TOKENS)] ?? 0;
    return {
      connection_id: connections[(token + further) % CONNECTIONS]?.guid,
      usernames: `\${atlan_api_token.r${token}.active_usernames}`,
    };
  }),
});

async function requestRow(folder: EngineFolder, tenant: Tenant): Promise<Row> {
  const { pages, how } = await listRequestsOf(folder, tenant);
  const sent = (await controlOf(tenant).requests()).length;
  // Every page once, every connection once, and who the API key is.
  const fewest = pages + CONNECTIONS + 1;
  return row(TARGETS.grantRequests, sent - fewest, `fewest: ${fewest}; lists: ${how}`);
}

async function measure(bench: Bench): Promise<readonly Row[]> {
  await using tenant = await startTenant({ seed: SEED });
  const folder = await EngineFolder.open(bench, {
    name: "grants",
    plugin: await ourPlugin(bench),
    resources: resourcesIn(await controlOf(tenant).state()),
    environment: { ...tenant.env() },
  });
  bench.say("creating 200 tokens with 1,000 grants");
  await folder.apply();
  const { engineMs, launchesMs } = await folder.plan();
  const plugin = { name: "plugin", ms: sum(launchesMs) };
  return [
    await requestRow(folder, tenant),
    ratioRow(TARGETS.grantPlugin, plugin, { name: "engine", ms: engineMs }),
  ];
}

export const grantPlan: Measurement = { name: "grants", run: measure };
