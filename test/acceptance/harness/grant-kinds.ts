// The four kinds of grants, so that one suite can put each of them through its life; and a tenant they fit into.
import type { Stage, StageOptions } from "./stage.js";

interface Asset {
  readonly guid: string;
  readonly adminUsers: readonly string[];
  readonly viewerUsers?: readonly string[];
}

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

/** What the tenant holds, over its control surface. */
export async function worldOf({ tenant: { baseUrl } }: Stage) {
  const response = await fetch(`${baseUrl}/_tenant/state`);
  const state = (await response.json()) as {
    connections: Asset[];
    collections: Asset[];
    personas: { qualifiedName: string }[];
    tokens: { id: string; displayName: string; personaQualifiedNames: string[] }[];
  };
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
  readonly holders: (world: World) => readonly string[];
  /** Another administrator takes the right from the first principal. */
  readonly takeAway: (stage: Stage, world: World) => Promise<unknown>;
}

const bearing = (stage: Stage, path: string, body: unknown) =>
  fetch(`${stage.tenant.baseUrl}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${stage.tenant.userBearerToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });

const withoutTomas = (list: "adminUsers" | "viewerUsers", typeName: string) => {
  return async (stage: Stage, world: World) => {
    const asset = typeName === "Connection" ? world.connection : world.collection;
    const names = (asset[list] ?? []).filter((name) => name !== "tomas");
    const entity = { typeName, guid: asset.guid, attributes: { [list]: names } };
    return await bearing(stage, "/api/meta/entity/bulk", { entities: [entity] });
  };
};

const usernames = () => ["usernames", "tomas", "ingrid"] as const;

export const kinds: readonly Kind[] = [
  {
    type: "atlan_connection_admin",
    thing: ({ connection }) => ["connection_id", connection.guid],
    principals: usernames,
    holders: ({ connection }) => connection.adminUsers.filter((name) => name !== "amira"),
    takeAway: withoutTomas("adminUsers", "Connection"),
  },
  {
    type: "atlan_collection_editor",
    thing: ({ collection }) => ["collection_id", collection.guid],
    principals: usernames,
    holders: ({ collection }) => collection.adminUsers.filter((name) => name !== "amira"),
    takeAway: withoutTomas("adminUsers", "Collection"),
  },
  {
    type: "atlan_collection_viewer",
    thing: ({ collection }) => ["collection_id", collection.guid],
    principals: usernames,
    holders: ({ collection }) => collection.viewerUsers ?? [],
    takeAway: withoutTomas("viewerUsers", "Collection"),
  },
  {
    type: "atlan_token_persona_binding",
    thing: ({ personas }) => ["persona_qualified_name", personas[0]?.qualifiedName ?? ""],
    principals: ({ loader, exporter }) => ["token_ids", loader.id, exporter.id],
    holders: ({ loader, exporter, personas }) =>
      [loader, exporter]
        .filter((it) => it.personaQualifiedNames.includes(personas[0]?.qualifiedName ?? ""))
        .map(({ id }) => id),
    takeAway: ({ control }, { loader }) =>
      control.api("POST", `/api/service/apikeys/${loader.id}`, {
        displayName: "loader",
        description: "",
        personaQualifiedNames: [],
      }),
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
