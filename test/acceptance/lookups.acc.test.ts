// Every lookup under a real engine: what it is asked by, and what it gives.
import { describe, expect, it } from "@jest/globals";
import type { TenantSeed } from "../../src/tenant/index.js";
import { plays } from "./harness/plays.js";
import { type Stage, stages } from "./harness/stage.js";

const seed: TenantSeed = {
  users: [{ username: "amira", admin: true }, { username: "tomas" }],
  personas: [
    {
      name: "Data Assets",
      description: "Every data asset",
      metadataPolicies: [{ name: "Read all", actions: ["entity-read"], assets: ["*"] }],
      dataPolicies: [{ name: "Query all", connectionName: "development" }],
      glossaryPolicies: [{ name: "Terms", glossaryQualifiedNames: ["g1"], allow: false }],
      users: ["tomas"],
    },
    { name: "Loaders", createdBy: "tomas" },
    { name: "Stewards", enabled: false },
  ],
  connections: [
    { name: "development", connectorName: "snowflake", adminUsers: ["amira", "tomas"] },
    { name: "development", connectorName: "postgres", adminRoles: ["$admin"] },
  ],
  collections: [{ name: "Finance queries", viewerUsers: ["tomas"] }],
  tokens: [{ displayName: "loader", personas: ["Loaders"], count: 3 }],
  oauthClients: [{ displayName: "sync", role: "$member", personas: ["Loaders"], count: 2 }],
};

type Attributes = Readonly<Record<string, unknown>>;

/** The first record of a list of personas. */
const firstOf = (lookup: Attributes | undefined): Attributes => {
  const [record] = (lookup?.records ?? []) as readonly Attributes[];
  if (record === undefined) throw new Error("the list is empty");
  return record;
};

const data = (type: string, name: string, ...lines: readonly string[]): string =>
  `data "${type}" "${name}" {\n  ${lines.join("\n  ")}\n}\n`;

/** Applies, and gives the attributes of each lookup by its name. */
async function lookedUp({ workspace }: Stage): Promise<Record<string, Attributes>> {
  const { exitCode, output } = await workspace.apply();
  if (exitCode !== 0) throw new Error(output);
  const { resources } = await workspace.state();
  return Object.fromEntries(
    resources.map(({ name, instances }) => [name, instances[0]?.attributes ?? {}]),
  );
}

describe.each(plays)("lookups under $called", ({ binary, signIn }) => {
  const open = stages();
  const options = { binary, signIn, tenant: { seed } };

  it("find one persona, connection, collection, user and principal each", async () => {
    const stage = await open("", options);
    const { personas, connections, collections, users } = await stage.control.state();
    const [persona, connection, collection] = [personas[0], connections[0], collections[0]];
    await stage.workspace.configure(
      [
        data("atlan_persona", "persona", 'name = "Data Assets"'),
        data("atlan_persona", "persona_qn", `qualified_name = "${persona?.qualifiedName}"`),
        data(
          "atlan_connection",
          "connection",
          'name = "development"',
          'connector_name = "snowflake"',
        ),
        data("atlan_connection", "connection_id", `id = "${connection?.guid}"`),
        data(
          "atlan_connection",
          "connection_qn",
          `qualified_name = "${connection?.qualifiedName}"`,
        ),
        data("atlan_collection", "collection", 'name = "Finance queries"'),
        data("atlan_collection", "collection_id", `id = "${collection?.guid}"`),
        data(
          "atlan_collection",
          "collection_qn",
          `qualified_name = "${collection?.qualifiedName}"`,
        ),
        data("atlan_user", "user", 'username = "tomas"'),
        data("atlan_user", "user_email", 'email = "tomas@example.com"'),
        data("atlan_current_user", "me"),
        data("atlan_current_user", "person", 'credential = "user_bearer_token"'),
      ].join(""),
    );
    const found = await lookedUp(stage);
    expect(found.persona).toMatchObject({
      id: persona?.guid,
      qualified_name: persona?.qualifiedName,
      display_name: "Data Assets",
      description: "Every data asset",
      enabled: true,
    });
    expect(found.connection).toMatchObject({
      id: connection?.guid,
      qualified_name: connection?.qualifiedName,
      connector_name: "snowflake",
      admin_users: ["amira", "tomas"],
      admin_groups: [],
      admin_roles: [],
      created_by: "amira",
    });
    expect(found.collection).toMatchObject({
      id: collection?.guid,
      qualified_name: collection?.qualifiedName,
      admin_users: ["amira"],
      viewer_users: ["tomas"],
      admin_groups: [],
      viewer_groups: [],
    });
    expect(found.user).toMatchObject({
      id: users[1]?.id,
      email: "tomas@example.com",
      enabled: true,
    });
    for (const [name, by] of [
      ["persona", "qn"],
      ["connection", "id"],
      ["connection", "qn"],
      ["collection", "id"],
      ["collection", "qn"],
      ["user", "email"],
    ]) {
      expect(found[`${name}_${by}`]).toEqual(found[`${name}`]);
    }
    expect(found.me).toMatchObject({
      credential: "api_key",
      is_api_token: signIn === "api_key",
      is_oauth_client: signIn === "oauth_client",
      email: null,
    });
    expect(found.person).toMatchObject({ username: "amira", is_api_token: false });
    expect((await stage.workspace.plan()).exitCode).toBe(0);
  });

  it("list API tokens", async () => {
    const stage = await open(
      data("atlan_api_tokens", "all", 'sort = "displayName"') +
        data("atlan_api_tokens", "some", 'sort = "-displayName"', "limit = 1", "offset = 1") +
        data(
          "atlan_api_tokens",
          "filtered",
          'filter = jsonencode({ displayName = { "$in" = ["loader 2", "none"] } })',
        ) +
        data("atlan_api_token", "one", 'display_name = "loader 2"'),
      options,
    );
    const { all, some, filtered, one } = await lookedUp(stage);
    const { wait_seconds: _patience, timeouts: _block, ...record } = one ?? {};
    expect(filtered?.tokens).toEqual([record]);
    const named = (display_name: string) => expect.objectContaining({ display_name });
    expect(some?.tokens).toEqual([named("loader 2")]);
    expect(all?.tokens).toEqual(
      ["embedded tenant API key", "loader 1", "loader 2", "loader 3"].map(named),
    );
    expect(record.persona_qualified_names).toHaveLength(1);
  });

  it("list OAuth clients and roles", async () => {
    const stage = await open(
      data("atlan_oauth_clients", "all", 'sort = "displayName"') +
        data(
          "atlan_oauth_clients",
          "members",
          'filter = jsonencode({ role = "$member" })',
          'sort   = "-displayName"',
          "limit  = 1",
        ) +
        data("atlan_oauth_client", "one", 'display_name = "sync 2"') +
        data("atlan_roles", "workspace", 'filter = jsonencode({ level = "workspace" })') +
        data("atlan_role", "role", "name = data.atlan_oauth_client.one.role_name"),
      options,
    );
    const { all, members, one, workspace, role } = await lookedUp(stage);
    const { wait_seconds: _patience, timeouts: _block, ...record } = one ?? {};
    expect(members?.clients).toEqual([record]);
    expect(record).toMatchObject({ role_name: "$member", token_expiry_seconds: 600 });
    expect(record.persona_qualified_names).toHaveLength(1);
    const named = (display_name: string) => expect.objectContaining({ display_name });
    expect(all?.clients).toEqual(["embedded tenant OAuth client", "sync 1", "sync 2"].map(named));
    const { timeouts: _none, ...member } = role ?? {};
    expect(member).toMatchObject({ name: "$member", label: "Member" });
    expect(workspace?.roles).toContainEqual(member);
    expect((await stage.workspace.plan()).exitCode).toBe(0);
  });

  it("list personas, by every parameter, with every field", async () => {
    const stage = await open(
      [
        data("atlan_personas", "all"),
        data("atlan_personas", "limit", "limit = 2"),
        data("atlan_personas", "offset", "offset = 2"),
        data("atlan_personas", "sort", 'sort = "-createdBy"'),
        data("atlan_personas", "uncounted", "count_records = false"),
        data("atlan_personas", "columns", 'columns = ["id", "displayName"]'),
        data("atlan_personas", "filter", 'filter = jsonencode({ name = "Loaders" })'),
      ].join(""),
      options,
    );
    const { personas, users } = await stage.control.state();
    const found = await lookedUp(stage);
    const named = (name: string) => expect.objectContaining({ name });
    const names = ["Data Assets", "Loaders", "Stewards"].map(named);
    expect(found.all).toMatchObject({ records: names, total_record: 3, filter_record: 3 });
    expect(found.limit).toMatchObject({ records: names.slice(0, 2), total_record: 3 });
    expect(found.offset).toMatchObject({ records: names.slice(2), total_record: 3 });
    expect(found.sort?.records).toEqual([named("Loaders"), expect.anything(), expect.anything()]);
    expect(found.uncounted).toMatchObject({ records: names, total_record: 0, filter_record: 0 });
    expect(found.filter).toMatchObject({ records: [named("Loaders")], filter_record: 1 });
    expect(firstOf(found.columns)).toMatchObject({
      id: personas[0]?.guid,
      display_name: "Data Assets",
      description: "",
      created_by: "",
      created_at: null,
      data_policies: null,
      enabled: null,
    });
    const policy = {
      id: expect.any(String),
      description: "",
      allow: true,
      created_at: expect.any(Number),
      created_by: "amira",
      updated_at: expect.any(Number),
      updated_by: "amira",
    };
    const assets = { assets: [], connection_id: "" };
    expect(firstOf(found.all)).toEqual({
      id: personas[0]?.guid,
      name: "Data Assets",
      qualified_name: null,
      display_name: "Data Assets",
      description: "Every data asset",
      metadata_policies: [
        { ...policy, ...assets, name: "Read all", actions: ["entity-read"], assets: ["*"] },
      ],
      data_policies: [
        {
          ...policy,
          ...assets,
          name: "Query all",
          actions: ["select"],
          connection_name: "development",
        },
      ],
      glossary_policies: [
        { ...policy, name: "Terms", actions: [], allow: false, glossary_qualified_names: ["g1"] },
      ],
      users: [users[1]?.id],
      groups: [],
      readme: "",
      created_at: expect.any(Number),
      created_by: "amira",
      updated_at: null,
      updated_by: "",
      type: "persona",
      level: "workspace",
      version: expect.any(String),
      enabled: true,
      resources: null,
      attributes: null,
    });
  });
});
