// 1,000 API tokens, in a tenant of their own and in a state.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { EmbeddedTenant } from "../scripts/demo/embedded-tenant.js";
import { CLI, openAtlanFolder } from "./atlan-folder.js";
import { type EngineFolder, numbered } from "./engine-folder.js";
import type { Bench } from "./measurement.js";

export const TOKENS = 1000;
/** Imported rather than created, which would take a minute. */
const SEED = {
  users: [{ username: "amira", admin: true }],
  tokens: [{ displayName: "token", count: TOKENS }],
};
/** The tenant numbers the tokens of a seed from 1. */
const displayName = (index: number): string => `token ${index + 1}`;

async function importsFrom(tenant: EmbeddedTenant) {
  const { tokens } = await tenant.state();
  const ids = new Map(tokens.map((token) => [token.displayName, token.id]));
  return Array.from({ length: TOKENS }, (_, index) => ({
    to: `atlan_api_token.r${index}`,
    id: ids.get(displayName(index)) ?? "",
  }));
}

export interface TokenFolder {
  readonly folder: EngineFolder;
  readonly tenant: EmbeddedTenant;
}

/** Gives the folder to `use`, then stops the tenant. */
export async function withTokenFolder<Result>(
  bench: Bench,
  use: (tokens: TokenFolder) => Promise<Result>,
): Promise<Result> {
  const seed = path.join(bench.directory, "seed.json");
  await writeFile(seed, JSON.stringify(SEED));
  const tenant = await EmbeddedTenant.start(path.join(bench.root, CLI), ["--seed", seed]);
  try {
    bench.say("importing 1,000 tokens");
    const folder = await openAtlanFolder(bench, {
      name: "tokens",
      resources: {
        atlan_api_token: numbered(TOKENS, (index) => ({ display_name: displayName(index) })),
      },
      imports: await importsFrom(tenant),
      environment: tenant.environment,
    });
    await folder.apply();
    return await use({ folder, tenant });
  } finally {
    await tenant.stop();
  }
}
