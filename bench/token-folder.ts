// 1,000 API tokens, in a tenant of their own and in a state.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { cleanEnvironment } from "../scripts/clean-environment.js";
import { EmbeddedTenant } from "../scripts/demo/embedded-tenant.js";
import { runChild } from "../scripts/demo/run-child.js";
import { EngineFolder, RESOURCES } from "./engine-folder.js";
import type { Bench } from "./measurement.js";

export const PROVIDER_SOURCE = "npm.internal/cdktf-provider-atlan/atlan";
const CLI = "dist/cli/main.js";
/** Imported rather than created, which would take a minute. */
const SEED = {
  users: [{ username: "amira", admin: true }],
  tokens: [{ displayName: "token", count: RESOURCES }],
};
/** The tenant numbers the tokens of a seed from 1. */
const displayName = (index: number): string => `token ${index + 1}`;

async function seededIds(tenant: EmbeddedTenant): Promise<readonly string[]> {
  const { tokens } = await tenant.state();
  const ids = new Map(tokens.map((token) => [token.displayName, token.id]));
  return Array.from({ length: RESOURCES }, (_, index) => ids.get(displayName(index)) ?? "");
}

export interface TokenFolder {
  readonly folder: EngineFolder;
  readonly tenant: EmbeddedTenant;
}

async function install({ root, signal }: Bench, directory: string): Promise<void> {
  const { exitCode, stdout, stderr } = await runChild({
    command: process.execPath,
    args: [path.join(root, CLI), "install", "--dir", directory],
    directory,
    environment: cleanEnvironment({}),
    signal,
  });
  if (exitCode !== 0) throw new Error(`Cannot place the plugin: ${stdout}${stderr}`);
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
    const folder = await EngineFolder.open(
      bench,
      {
        name: "tokens",
        resourceType: "atlan_api_token",
        provider: { name: "atlan", source: PROVIDER_SOURCE },
        attributes: (index) => ({ display_name: displayName(index) }),
        importIds: await seededIds(tenant),
        environment: tenant.environment,
      },
      (directory) => install(bench, directory),
    );
    return await use({ folder, tenant });
  } finally {
    await tenant.stop();
  }
}
