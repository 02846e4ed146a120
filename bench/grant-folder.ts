// 200 tokens with five grants each, 1,000 in all, created by an apply in a tenant of their own.
import { openAtlanFolder } from "./atlan-folder.js";
import { type EngineFolder, numbered } from "./engine-folder.js";
import type { Bench } from "./measurement.js";
import { type TenantContent, WatchedTenant } from "./watched-tenant.js";

const TOKENS = 200;
const PERSONAS = 10;
export const CONNECTIONS = 20;
/** Of each token: whose numbers are so far from its own. */
const PERSONAS_FURTHER = [0, 3];
const CONNECTIONS_FURTHER = [0, 7, 13];
export const RESOURCES = TOKENS * (1 + PERSONAS_FURTHER.length + CONNECTIONS_FURTHER.length);

const SEED = {
  users: [{ username: "amira", admin: true }],
  personas: Array.from({ length: PERSONAS }, (_, index) => ({ name: `persona ${index}` })),
  connections: Array.from({ length: CONNECTIONS }, (_, index) => ({
    name: `connection ${index}`,
    connectorName: "snowflake",
  })),
};

/** Grants take their tokens by reference, as the constructs write it. */
const resourcesIn = ({ personas, connections }: TenantContent) => ({
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

export interface GrantFolder {
  readonly folder: EngineFolder;
  readonly tenant: WatchedTenant;
}

/** Gives the folder to `use`, then stops the tenant. */
export const withGrantFolder = <Result>(
  bench: Bench,
  use: (grants: GrantFolder) => Promise<Result>,
): Promise<Result> =>
  WatchedTenant.during(SEED, async (tenant) => {
    bench.say("creating 200 tokens with 1,000 grants");
    const folder = await openAtlanFolder(bench, {
      name: "grants",
      resources: resourcesIn(await tenant.content()),
      environment: tenant.environment,
    });
    await folder.apply();
    return await use({ folder, tenant });
  });
