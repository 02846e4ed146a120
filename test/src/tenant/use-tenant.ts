// Tenants for tests: the clock stands still until it is moved.
import { afterAll, beforeAll, beforeEach } from "@jest/globals";
import {
  startTenant,
  type Tenant,
  type TenantControl,
  type TenantSeed,
} from "../../../src/tenant/index.js";
import { httpClientOf, type Reply, type SendOptions } from "./http-client.js";

export const NEW_YEAR = Date.parse("2026-01-01T00:00:00Z");
const frozen = { now: () => NEW_YEAR };

export const SEED: TenantSeed = {
  users: [
    { username: "amira", admin: true },
    { username: "tomas" },
    { username: "ingrid", admin: true },
  ],
  personas: [
    { name: "Data Assets", description: "All of them" },
    { name: "Loaders", users: ["tomas"] },
  ],
  connections: [
    { name: "development", connectorName: "snowflake", adminUsers: ["amira"] },
    { name: "Development", connectorName: "postgres", adminUsers: ["ingrid"] },
    { name: "shared", connectorName: "snowflake", adminUsers: [], adminRoles: ["$admin"] },
  ],
  collections: [{ name: "Finance queries", adminUsers: ["amira"], viewerUsers: ["tomas"] }],
  tokens: [{ displayName: "loader", description: "loads", personas: ["Loaders"], count: 3 }],
};

export interface Stage {
  tenant: Tenant;
  send(request: string, options?: SendOptions): Promise<Reply>;
  readonly control: TenantControl;
}

/** One tenant for a file of tests, reset before each. */
export function useTenant(seed: TenantSeed = SEED): Stage {
  let tenant: Tenant | undefined;
  const running = () => {
    if (tenant === undefined) throw new Error("the tenant runs only inside tests");
    return tenant;
  };
  const stage: Stage = {
    get tenant() {
      return running();
    },
    send: (request, options) => httpClientOf(running())(request, options),
    get control() {
      return running().control;
    },
  };
  beforeAll(async () => {
    tenant = await startTenant({ seed, clock: frozen });
  });
  beforeEach(() => stage.control.reset());
  afterAll(() => tenant?.stop());
  return stage;
}
