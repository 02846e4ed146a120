// A tenant with people, one connection and one collection, for grants.
import { startTenant, type Tenant, type TenantOptions } from "../../../../src/tenant/index.js";
import { controlOf, type TenantControl } from "../../../tenant-control.js";

/** As `GET /_tenant/state` shows it. */
export interface AssetState {
  readonly guid: string;
  readonly name: string;
  readonly adminUsers: readonly string[];
  readonly viewerUsers?: readonly string[];
  readonly updatedBy: string;
}

export interface AssetWorld {
  readonly tenant: Tenant;
  readonly control: TenantControl;
  readonly connection: AssetState;
  readonly collection: AssetState;
  /** The username behind the tenant's own API key. */
  readonly own: string;
  assets(): Promise<{ connection: AssetState; collection: AssetState }>;
  admins(): Promise<readonly string[]>;
  /** Method, path and actor of every request since the last call; reads of `/_tenant` are none. */
  sent(): Promise<string[]>;
}

/** How many more, `person-1` and on. */
const CROWD = 100;

export async function assetWorld(options: TenantOptions = {}): Promise<AssetWorld> {
  const crowd = Array.from({ length: CROWD }, (_, index) => ({ username: `person-${index + 1}` }));
  const tenant = await startTenant({
    seed: {
      users: [
        { username: "amira", admin: true },
        { username: "tomas" },
        { username: "ingrid" },
        ...crowd,
      ],
      personas: [{ name: "Loaders" }, { name: "Stewards" }],
      connections: [
        { name: "development", connectorName: "snowflake", adminUsers: ["amira", "ingrid"] },
      ],
      collections: [
        { name: "Finance", createdBy: "amira", adminUsers: ["amira"], viewerUsers: ["ingrid"] },
      ],
      tokens: [
        { displayName: "loader", personas: [] },
        { displayName: "exporter", personas: [] },
      ],
      ...options.seed,
    },
    ...(options.settings && { settings: options.settings }),
    ...(options.clock && { clock: options.clock }),
  });
  const control = controlOf(tenant);
  const assets = async () => {
    const response = await fetch(`${tenant.baseUrl}/_tenant/state`);
    const { connections, collections } = (await response.json()) as {
      connections: AssetState[];
      collections: AssetState[];
    };
    const [connection] = connections;
    const [collection] = collections;
    if (connection === undefined || collection === undefined) throw new Error("no assets");
    return { connection, collection };
  };
  const me = await control.api("GET", "/api/service/users/current");
  const { username: own } = (await me.json()) as { username: string };
  await control.forgetRequests();
  return {
    tenant,
    control,
    ...(await assets()),
    own,
    assets,
    admins: async () => (await assets()).connection.adminUsers,
    sent: async () => {
      const requests = await control.requests();
      await control.forgetRequests();
      return requests.map(({ method, path, actor }) => {
        const who = actor === own ? "api key" : (actor ?? "nobody");
        return `${method} ${path.replace(/^\/api\/(meta|service)\//, "")} ${who}`;
      });
    },
  };
}
