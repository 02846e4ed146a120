// What of a tenant is read, and what is said of what cannot be read: with the client and an embedded tenant.
import { afterEach, describe, expect, it } from "@jest/globals";
import { rightsByUsername } from "../../../src/inventory/inventory.js";
import { startTenant, type Tenant, type TenantSeed } from "../../../src/tenant/index.js";
import { controlOf } from "../../tenant-control.js";
import { readTenant } from "./read-tenant.js";

let tenant: Tenant;
afterEach(() => tenant.stop());

const open = async (seed: TenantSeed = {}) => {
  tenant = await startTenant({ seed: { users: [{ username: "amira", admin: true }], ...seed } });
  return controlOf(tenant);
};

/** Without the person's bearer token. */
const keyAlone = () => ({ ...tenant.env(), ATLAN_USER_BEARER_TOKEN: undefined });

const HOUR = 3600;

const UNKIND = {
  maxPageSize: 100,
  totalCountsAll: true,
  strictContentType: true,
  listLagMs: 60_000,
  searchLagMs: 60_000,
} as const;

describe("the inventory has", () => {
  it("tokens with their personas, and OAuth clients with role and personas", async () => {
    await open({
      personas: [{ name: "Loaders" }],
      tokens: [{ displayName: "loader", personas: ["Loaders"], validitySeconds: HOUR }],
      oauthClients: [{ displayName: "machine", role: "$guest", personas: ["Loaders"] }],
    });
    const { principals, personas, readBy } = await readTenant(tenant.env());
    const named = (name: string) => principals.filter(({ displayName }) => displayName === name);
    const [persona] = personas;
    const link = { qualifiedName: persona?.qualifiedName };
    expect(readBy).toMatch(/^service-account-apikey-/);
    expect(named("loader")).toEqual([
      expect.objectContaining({
        kind: "API token",
        lifespanSeconds: HOUR,
        expiry: expect.any(Date),
        personas: [expect.objectContaining({ ...link, name: "Loaders" })],
        role: null,
        standing: "in use",
      }),
    ]);
    expect(named("machine")).toEqual([
      expect.objectContaining({
        kind: "OAuth client",
        expiry: "never",
        personas: [{ ...link, name: null }],
        role: "Guest",
        standing: "in use",
      }),
    ]);
  });

  it("everything beyond one page, where the tenant caps pages and is late", async () => {
    const control = await open({
      tokens: [{ displayName: "loader", count: 250 }],
      connections: Array.from({ length: 350 }, (_, index) => {
        return { name: `c${index}`, connectorName: "snowflake" };
      }),
    });
    await control.changeSettings(UNKIND);
    const { principals, connections } = await readTenant(tenant.env());
    expect(principals.filter(({ displayName }) => displayName.startsWith("loader"))).toHaveLength(
      250,
    );
    expect(connections).toHaveLength(350);
  });

  it("who holds a right on which connection and collection", async () => {
    await open({
      users: [{ username: "amira", admin: true }, { username: "noor" }],
      connections: [{ name: "development", connectorName: "snowflake", adminUsers: ["noor"] }],
      collections: [{ name: "finance", adminUsers: ["amira"], viewerUsers: ["noor"] }],
    });
    const rights = rightsByUsername(await readTenant(tenant.env())).get("noor");
    expect(rights?.map(({ right, asset }) => [right, asset.name])).toEqual([
      ["connection admin", "development"],
      ["collection viewer", "finance"],
    ]);
  });
});

describe("the standing of a token tells", () => {
  const CLAIM =
    "being created by cdktf-provider-atlan, claim 0b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01, stale after 2030-01-01T00:00:00Z";
  const RUN = "made by cdktf-provider-atlan for one run, stale after 2030-01-01T00:00:00Z";

  it.each([
    ["a claim", "being created", { displayName: "loader", description: CLAIM }],
    ["a token for one run", "for one run", { displayName: "loader", description: RUN }],
    [
      "a predecessor that retires",
      "retiring",
      { displayName: "loader (retired, succeeded by apikey-0b0c3f0e)", description: "" },
    ],
    ["any other", "in use", { displayName: "loader (retired)", description: "claim" }],
  ] as const)("%s", async (_name, standing, token) => {
    await open({ tokens: [token] });
    const { principals } = await readTenant(tenant.env());
    const found = principals.find(({ displayName }) => displayName === token.displayName);
    expect(found?.standing).toBe(standing);
  });

  it("one that has expired, by the tenant's clock", async () => {
    const control = await open({ tokens: [{ displayName: "loader", validitySeconds: HOUR }] });
    await control.advance(2 * HOUR);
    const { principals } = await readTenant(tenant.env());
    expect(principals.find(({ displayName }) => displayName === "loader")?.standing).toBe(
      "expired",
    );
  });

  it("the key that the tenant is read with", async () => {
    await open();
    const { principals, readBy } = await readTenant(tenant.env());
    expect(principals.find(({ username }) => username === readBy)?.standing).toBe("own");
  });

  it("the OAuth client that the tenant is read with", async () => {
    await open();
    const { principals, readBy } = await readTenant(tenant.oauthEnv());
    expect(readBy).toMatch(/^service-account-oauth-client-/);
    expect(principals.find(({ username }) => username === readBy)?.standing).toBe("own");
  });
});

describe("what is not seen is said", () => {
  const seed = { connections: [{ name: "hers", connectorName: "snowflake" }] };

  it("of a key without a person's bearer token", async () => {
    const control = await open(seed);
    await control.changeSettings({ tokenReads: "granted" });
    const { connections, gaps, readBy } = await readTenant(keyAlone());
    expect(connections).toEqual([]);
    expect(gaps.join("\n")).toContain(`those that ${readBy} sees`);
    expect(gaps.join("\n")).toContain("Set ATLAN_USER_BEARER_TOKEN");
  });

  it("of a bearer token that is refused", async () => {
    const control = await open(seed);
    await control.changeSettings({ tokenReads: "granted" });
    const variables = { ...tenant.env(), ATLAN_USER_BEARER_TOKEN: "eyJhbGciOiJub25lIn0.e30.c2ln" };
    const { gaps } = await readTenant(variables);
    expect(gaps).toContain("ATLAN_USER_BEARER_TOKEN was refused, perhaps because it has expired.");
  });

  it("of OAuth clients that may not be listed", async () => {
    const control = await open();
    await control.addFaults({
      match: { path: "^/api/service/oauth-clients$" },
      do: { status: 403, body: { message: "no" } },
    });
    const { gaps, principals } = await readTenant(tenant.env());
    expect(gaps.join("\n")).toContain(
      "The OAuth clients are missing: Cannot GET /api/service/oauth-clients: the tenant answered 403 Forbidden",
    );
    expect(principals.every(({ kind }) => kind === "API token")).toBe(true);
  });

  it("but tokens that may not be listed end it", async () => {
    const control = await open();
    await control.addFaults({ match: { path: "apikeys" }, do: { status: 403 } });
    await expect(readTenant(tenant.env())).rejects.toThrow("the tenant answered 403 Forbidden");
  });
});

it("tells how far it is", async () => {
  await open({ tokens: [{ displayName: "loader", count: 9 }] });
  const told: string[] = [];
  await readTenant(tenant.env(), (text) => told.push(text));
  expect(told).toEqual(expect.arrayContaining(["Reading API tokens: 10 of 10"]));
});
