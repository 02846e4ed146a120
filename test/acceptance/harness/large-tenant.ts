// A tenant with 200 tokens that have 300 links to personas and 100 rights on connections and collections.
import type { TenantSeed } from "../../../src/tenant/index.js";
import type { TestControl } from "../../tenant-control.js";

const DAY = 86_400;

export const LARGE_SEED: TenantSeed = {
  users: [{ username: "amira", admin: true }],
  personas: [{ name: "Loaders" }, { name: "Readers" }],
  tokens: [
    { displayName: "loader", description: "Loads", count: 100, personas: ["Loaders"] },
    {
      displayName: "reader",
      validitySeconds: 90 * DAY,
      count: 100,
      personas: ["Loaders", "Readers"],
    },
  ],
  connections: Array.from({ length: 10 }, (_, index) => {
    return { name: `connection ${index}`, connectorName: "snowflake" };
  }),
  collections: Array.from({ length: 10 }, (_, index) => ({ name: `collection ${index}` })),
};

/** Makes 40 loaders admins of connections, 30 others editors of collections, and 30 readers their viewers: ten assets each. */
export async function giveLargeRights(control: TestControl): Promise<void> {
  const { tokens, connections, collections } = await control.state();
  const named = (name: string) =>
    tokens.filter(({ displayName }) => displayName.startsWith(name)).map((one) => one.username);
  const [loaders, readers] = [named("loader "), named("reader ")];
  const share = (usernames: readonly string[], index: number) =>
    usernames.filter((_username, at) => at % 10 === index);
  const operations = Array.from({ length: 10 }, (_, index) => {
    const connection = connections[index]?.guid ?? "";
    const collection = collections[index]?.guid ?? "";
    return [
      { addAdminUsers: { guid: connection, usernames: share(loaders.slice(0, 40), index) } },
      { addAdminUsers: { guid: collection, usernames: share(loaders.slice(40, 70), index) } },
      { addViewerUsers: { guid: collection, usernames: share(readers.slice(0, 30), index) } },
    ];
  });
  await control.addFaults({ match: { path: "users/current" }, do: { before: operations.flat() } });
  await control.api("GET", "/api/service/users/current");
}
