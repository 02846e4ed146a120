// One configuration for each of the four kinds of grants, and a tenant they fit into.
import type { Stage, StageOptions } from "./stage.js";

const people = Array.from({ length: 50 }, (_, index) => ({ username: `person-${index + 1}` }));
export const grantTenant: NonNullable<StageOptions["tenant"]> = {
  seed: {
    users: [
      { username: "amira", admin: true },
      { username: "tomas" },
      { username: "ingrid" },
      ...people,
    ],
    personas: [{ name: "Loaders" }, ...people.map(({ username }) => ({ name: username }))],
    connections: [{ name: "development", connectorName: "snowflake", adminUsers: ["amira"] }],
    collections: [{ name: "Finance", createdBy: "amira" }],
    tokens: [{ displayName: "loader" }, { displayName: "exporter" }],
  },
};

/** What the tenant holds. */
export async function worldOf({ control }: Pick<Stage, "control">) {
  const state = await control.state();
  const [connection] = state.connections;
  const [collection] = state.collections;
  const token = (name: string) => state.tokens.find(({ displayName }) => displayName === name);
  const loader = token("loader");
  const exporter = token("exporter");
  if (!connection || !collection || !loader || !exporter) throw new Error("no world");
  return { ...state, connection, collection, loader, exporter };
}

export type World = Awaited<ReturnType<typeof worldOf>>;

export interface Kind {
  readonly type: string;
  readonly thing: (world: World) => readonly [attribute: string, value: string];
  readonly principals: (world: World) => readonly [attribute: string, one: string, other: string];
}

const usernames = () => ["usernames", "tomas", "ingrid"] as const;

export const kinds: readonly Kind[] = [
  {
    type: "atlan_connection_admin",
    thing: ({ connection }) => ["connection_id", connection.guid],
    principals: usernames,
  },
  {
    type: "atlan_collection_editor",
    thing: ({ collection }) => ["collection_id", collection.guid],
    principals: usernames,
  },
  {
    type: "atlan_collection_viewer",
    thing: ({ collection }) => ["collection_id", collection.guid],
    principals: usernames,
  },
  {
    type: "atlan_token_persona_binding",
    thing: ({ personas }) => ["persona_qualified_name", personas[0]?.qualifiedName ?? ""],
    principals: ({ loader, exporter }) => ["token_ids", loader.id, exporter.id],
  },
];

export const block = (kind: Kind, world: World, principals: readonly string[], name = "it") => {
  const [thing, value] = kind.thing(world);
  const [attribute] = kind.principals(world);
  return `resource "${kind.type}" "${name}" {
  ${thing} = "${value}"
  ${attribute} = ${JSON.stringify(principals)}
}
`;
};
