// Tenants that hold tokens, and folders that manage some of them.
import { startTenant, type Tenant } from "../src/tenant/index.js";
import { controlOf } from "../test/tenant-control.js";
import { EngineFolder, numbered } from "./engine-folder.js";
import type { Bench } from "./measurement.js";
import { ourPlugin } from "./plugins.js";

export const tenantOf = (count: number): Promise<Tenant> =>
  startTenant({
    seed: {
      users: [{ username: "amira", admin: true }],
      tokens: [{ displayName: "token", count }],
    },
  });

/** The first `managed` tokens of the tenant; imported rather than created, which would take a minute. */
export async function openTokens(
  bench: Bench,
  tenant: Tenant,
  managed: number,
): Promise<EngineFolder> {
  bench.say(`importing ${managed} tokens`);
  const { tokens } = await controlOf(tenant).state();
  const ids = new Map(tokens.map(({ displayName, id }) => [displayName, id]));
  const nameOf = (index: number) => `token ${index + 1}`;
  const folder = await EngineFolder.open(bench, {
    name: `tokens-${managed}`,
    plugin: await ourPlugin(bench),
    resources: {
      atlan_api_token: numbered(managed, (index) => ({ display_name: nameOf(index) })),
    },
    imports: Array.from({ length: managed }, (_, index) => ({
      to: `atlan_api_token.r${index}`,
      id: ids.get(nameOf(index)) ?? "",
    })),
    environment: { ...tenant.env() },
  });
  await folder.apply();
  return folder;
}

/** The folder of a tenant of `bench.tokens`, all managed. */
export async function withTokens<Result>(
  bench: Bench,
  use: (folder: EngineFolder) => Promise<Result>,
): Promise<Result> {
  await using tenant = await tenantOf(bench.tokens);
  return await use(await openTokens(bench, tenant, bench.tokens));
}
