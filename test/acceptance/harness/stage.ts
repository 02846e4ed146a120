// A tenant and a workspace for each test, and their end after it.

import { afterEach } from "@jest/globals";
import { startTenant, type Tenant, type TenantOptions } from "../../../src/tenant/index.js";
import { Workspace } from "../../../src/testing/index.js";
import { controlOf, type TestControl } from "../../tenant-control.js";
import { engine } from "./engines.js";
import { type SignIn, signIn } from "./sign-in.js";

export interface Stage {
  readonly tenant: Tenant;
  readonly control: TestControl;
  readonly workspace: Workspace;
}

export interface StageOptions {
  readonly binary?: string;
  readonly tenant?: TenantOptions;
  readonly environment?: Readonly<Record<string, string>>;
  /** By default as all tests of the run. */
  readonly signIn?: SignIn;
}

/** One resource `atlan_api_token.loader` with these arguments. */
export const loader = (...lines: readonly string[]): string =>
  `resource "atlan_api_token" "loader" {\n  ${lines.join("\n  ")}\n}\n`;

/** For a tenant in which time passes by `control.advance` only: a test may take as long as it likes, and nothing lags behind. */
export function stoppedClock(): NonNullable<TenantOptions["clock"]> {
  const startMs = Date.now();
  return { now: () => startMs };
}

/** Call it at the top of a `describe`: what it opens is closed after each test. */
export function stages(
  ofAll: StageOptions = {},
): (configuration: string, options?: StageOptions) => Promise<Stage> {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return async (configuration, ofOne = {}) => {
    const options = { ...ofAll, ...ofOne };
    const { signIn: as = signIn } = options;
    const tenant = await startTenant(options.tenant);
    closers.push(() => tenant.stop());
    const workspace = await Workspace.open({
      engine: options.binary ?? engine.binary,
      tenant,
      signIn: as,
      ...(options.environment !== undefined && { environment: options.environment }),
      configuration,
      reject: false,
    });
    closers.push(() => workspace.close());
    return { tenant, control: controlOf(tenant, as === "oauth_client"), workspace };
  };
}
