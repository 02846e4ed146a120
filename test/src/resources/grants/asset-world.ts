// A tenant with people, one connection and one collection, for grants.
import {
  startTenant,
  type Tenant,
  type TenantCollection,
  type TenantConnection,
  type TenantOptions,
} from "../../../../src/tenant/index.js";
import { controlOf, type TestControl } from "../../../tenant-control.js";

export interface AssetWorld {
  readonly tenant: Tenant;
  readonly control: TestControl;
  readonly connection: TenantConnection;
  readonly collection: TenantCollection;
  /** The username behind the tenant's own API key. */
  readonly own: string;
  assets(): Promise<Pick<AssetWorld, "connection" | "collection">>;
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
    const { connections, collections } = await control.state();
    const [connection] = connections;
    const [collection] = collections;
    if (connection === undefined || collection === undefined) throw new Error("no assets");
    return { connection, collection };
  };
  const me = await control.api("GET", "/api/service/users/current");
  const { username: own } = (await me.json()) as { username: string };
  await control.clearRequests();
  return {
    tenant,
    control,
    ...(await assets()),
    own,
    assets,
    admins: async () => (await assets()).connection.adminUsers,
    sent: async () => {
      const requests = await control.requests();
      await control.clearRequests();
      return requests.map(({ method, path, actor }) => {
        const who = actor === own ? "api key" : (actor ?? "nobody");
        return `${method} ${path.replace(/^\/api\/(meta|service)\//, "")} ${who}`;
      });
    },
  };
}
