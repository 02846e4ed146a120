// Every data source type, in one table: the suite runs for each, the guard compares it with what the plugin serves.
import { expect } from "@jest/globals";
import type { TenantSeed } from "../../../src/tenant/index.js";
import { anotherWriter } from "./another-writer.js";
import type { DataSubject } from "./data-subject.js";
import type { OtherWriter } from "./subject.js";
import { seed as resourceSeed } from "./world.js";

const TWIN = "twin";
const twins = <Thing>(thing: Thing): readonly Thing[] => [thing, thing];
const NOBODY = "00000000-0000-4000-8000-000000000000";

/** What resources are tried in, and two of a name of everything that allows it. */
export const dataSeed: TenantSeed = {
  users: [
    ...(resourceSeed.users ?? []),
    ...["twin-1", "twin-2"].map((username) => ({ username, email: "twin@example.com" })),
  ],
  personas: resourceSeed.personas ?? [],
  connections: [
    ...(resourceSeed.connections ?? []),
    ...twins({ name: TWIN, connectorName: "snowflake" }),
  ],
  collections: [...(resourceSeed.collections ?? []), ...twins({ name: TWIN })],
  tokens: [...(resourceSeed.tokens ?? []), ...twins({ displayName: TWIN })],
  oauthClients: [
    ...(resourceSeed.oauthClients ?? []),
    { displayName: "syncer", role: "$member", personas: ["Loaders"] },
    ...twins({ displayName: TWIN, role: "$guest" }),
  ],
};

/** A filter, as `jsonencode` writes it. */
const filter = (rql: object) => ({ filter: JSON.stringify(rql) });
const TOKENS = { method: "GET", path: "^/api/service/apikeys$" };
const CLIENTS = { method: "GET", path: "^/api/service/oauth-clients$" };
const ROLES = { method: "GET", path: "^/api/service/roles$" };
const SEARCH = { method: "POST", path: "^/api/meta/search/indexsearch$" };

/** Of a lookup of one principal. */
const INVALID_LOOKUPS: DataSubject["invalid"] = [
  { given: {}, says: /exactly one of `id`, `client_id` and `display_name`/ },
  { given: { id: NOBODY, display_name: "x" }, says: /`id` and `display_name` are set together/ },
  { given: { display_name: " " }, says: /must not be blank/ },
  { given: { display_name: "x", wait_seconds: 3601 }, says: /from 0 to 3600/ },
];

/** Of a list of principals. */
const INVALID_LISTS: DataSubject["invalid"] = [
  { given: { limit: 0 }, says: /whole number from 1 to/ },
  { given: { offset: -1 }, says: /whole number from 0 to/ },
  { given: { filter: "[]" }, says: /JSON text of an object, got "\[\]"/ },
];

const apiToken: DataSubject = {
  type: "atlan_api_token",
  lookups: ({ token }) => {
    const { id, clientId, username } = token("reporter");
    const gives = { id, client_id: clientId, username, active_ids: [id] };
    return [
      { given: { display_name: "reporter" }, gives },
      { given: { id }, gives },
      { given: { client_id: clientId }, gives },
      { given: { client_id: username }, gives: { ...gives, client_id: username } },
    ];
  },
  invalid: INVALID_LOOKUPS,
  none: { given: { display_name: "Reporter" }, says: /API token not found.*Similar.*"reporter"/ },
  several: { given: { display_name: TWIN }, says: /Several API tokens match.*2 API tokens/ },
  vanish: {
    by: (stage, { token }) => anotherWriter(stage, { deleteToken: { guid: token("reporter").id } }),
    says: /API token not found/,
  },
  reads: TOKENS,
};

const apiTokens: DataSubject = {
  type: "atlan_api_tokens",
  lookups: ({ token }) => {
    const { id, username, displayName } = token("reporter");
    const found = { id, username, display_name: displayName, active_usernames: [username] };
    const gives = { tokens: [expect.objectContaining(found)] };
    return [
      { given: filter({ displayName }), gives },
      { given: { sort: "-displayName", offset: 2, limit: 1 }, gives },
    ];
  },
  invalid: INVALID_LISTS,
  none: { given: filter({ displayName: "Reporter" }), gives: { tokens: [] } },
  vanish: {
    by: (stage, { token }) => anotherWriter(stage, { deleteToken: { guid: token("reporter").id } }),
    says: { tokens: [] },
  },
  reads: TOKENS,
};

const deleteSyncer: OtherWriter = (stage, { client }) =>
  anotherWriter(stage, { deleteOAuthClient: { guid: client("syncer").id } });

const oauthClient: DataSubject = {
  type: "atlan_oauth_client",
  lookups: ({ client, persona: personaOf }) => {
    const { id, clientId, username } = client("syncer");
    const gives = {
      id,
      client_id: clientId,
      username,
      role_name: "$member",
      persona_qualified_names: [personaOf("Loaders").qualifiedName],
      active_ids: [id],
      active_usernames: [username],
    };
    return [
      { given: { display_name: "syncer" }, gives },
      { given: { id }, gives },
      { given: { client_id: clientId }, gives },
      { given: { client_id: username }, gives: { ...gives, client_id: username } },
    ];
  },
  invalid: INVALID_LOOKUPS,
  none: { given: { display_name: "Syncer" }, says: /OAuth client not found.*Similar.*"syncer"/ },
  several: { given: { display_name: TWIN }, says: /Several OAuth clients match.*2 OAuth clients/ },
  vanish: { by: deleteSyncer, says: /OAuth client not found/ },
  reads: CLIENTS,
};

const oauthClients: DataSubject = {
  type: "atlan_oauth_clients",
  lookups: ({ client }) => {
    const { id, username, displayName } = client("syncer");
    const found = { id, username, display_name: displayName, active_usernames: [username] };
    const gives = { clients: [expect.objectContaining(found)] };
    return [
      { given: filter({ displayName }), gives },
      { given: { ...filter({ displayName }), sort: "-displayName", limit: 1 }, gives },
    ];
  },
  invalid: INVALID_LISTS,
  none: { given: filter({ displayName: "Syncer" }), gives: { clients: [] } },
  vanish: { by: deleteSyncer, says: { clients: [] } },
  reads: CLIENTS,
};

const MEMBER = { name: "$member", label: "Member", level: "workspace" };

const role: DataSubject = {
  type: "atlan_role",
  lookups: () => [
    { given: { label: "Member" }, gives: MEMBER },
    { given: { name: "$member" }, gives: MEMBER },
  ],
  invalid: [
    { given: {}, says: /exactly one of `name` and `label`/ },
    { given: { name: "$member", label: "Member" }, says: /`name` and `label` are set together/ },
    { given: { label: " " }, says: /must not be blank/ },
  ],
  none: {
    given: { label: "member" },
    says: /Role not found.*Similar.*"Member": \$member.*The roles that there are:.*"Admin": \$admin/,
  },
  reads: ROLES,
};

const roles: DataSubject = {
  type: "atlan_roles",
  lookups: () => [
    {
      given: filter({ description: "Member" }),
      gives: { roles: [expect.objectContaining(MEMBER)] },
    },
    {
      given: { ...filter({ level: "admin-subrole" }), sort: "-name", limit: 1 },
      gives: { roles: [expect.objectContaining({ name: "$admin_connections" })] },
    },
  ],
  invalid: [
    { given: { limit: 0 }, says: /whole number from 1 to/ },
    { given: { filter: "member" }, says: /JSON text of an object/ },
  ],
  none: { given: filter({ name: "$nobody" }), gives: { roles: [] } },
  reads: ROLES,
};

const persona: DataSubject = {
  type: "atlan_persona",
  lookups: ({ persona: of }) => {
    const { guid: id, qualifiedName } = of("Loaders");
    const gives = { id, qualified_name: qualifiedName, display_name: "Loaders", enabled: true };
    return [
      { given: { name: "Loaders" }, gives },
      { given: { qualified_name: qualifiedName }, gives },
    ];
  },
  invalid: [
    { given: {}, says: /exactly one of `name` and `qualified_name`/ },
    { given: { name: "" }, says: /must not be blank/ },
  ],
  none: { given: { name: "loaders" }, says: /Persona not found.*Similar.*"Loaders"/ },
  vanish: {
    by: (stage, { persona: of }) =>
      anotherWriter(stage, { deleteAsset: { guid: of("Loaders").guid } }),
    says: /Persona not found/,
  },
  reads: SEARCH,
};

const personas: DataSubject = {
  type: "atlan_personas",
  lookups: ({ persona: of }) => {
    const found = { id: of("Loaders").guid, name: "Loaders", type: "persona" };
    return [
      {
        given: filter({ name: "Loaders" }),
        gives: { records: [expect.objectContaining(found)], filter_record: 1 },
      },
      {
        given: {
          ...filter({ name: "Loaders" }),
          sort: "-createdAt",
          limit: 1,
          columns: ["id", "name"],
          count_records: false,
        },
        gives: { records: [expect.objectContaining({ name: "Loaders", enabled: null })] },
      },
    ];
  },
  invalid: [
    { given: { filter: "loaders" }, says: /JSON text of an object/ },
    { given: { columns: [] }, says: /at least one element/ },
    { given: { limit: 1.5 }, says: /whole number/ },
  ],
  none: { given: filter({ name: "loaders" }), gives: { records: [], filter_record: 0 } },
  vanish: {
    by: (stage, { persona: of }) =>
      anotherWriter(stage, { deleteAsset: { guid: of("Loaders").guid } }),
    says: { records: [], filter_record: 0 },
  },
  reads: { method: "GET", path: "^/api/service/personas$" },
};

const connection: DataSubject = {
  type: "atlan_connection",
  lookups: ({ connection: of }) => {
    const { guid: id, qualifiedName } = of("development");
    const gives = { id, qualified_name: qualifiedName, admin_users: ["amira", "noor"] };
    return [
      { given: { name: "development", connector_name: "snowflake" }, gives },
      { given: { qualified_name: qualifiedName }, gives },
      { given: { id }, gives },
    ];
  },
  invalid: [
    { given: { name: "development" }, says: /`name` and `connector_name` together/ },
    { given: { id: NOBODY, qualified_name: "x" }, says: /are set together/ },
    { given: { qualified_name: " " }, says: /must not be blank/ },
  ],
  none: {
    given: { name: "Development", connector_name: "snowflake" },
    says: /Connection not found.*Similar.*"development"/,
  },
  several: {
    given: { name: TWIN, connector_name: "snowflake" },
    says: /Several connections match.*2 connections/,
  },
  hidden: { says: /Connection not found.*The API key sees only connections/ },
  vanish: {
    by: (stage, { connection: of }) =>
      anotherWriter(stage, { deleteAsset: { guid: of("development").guid } }),
    says: /Connection not found/,
  },
  reads: SEARCH,
};

const collection: DataSubject = {
  type: "atlan_collection",
  lookups: ({ collection: of }) => {
    const { guid: id, qualifiedName } = of("Finance");
    const gives = { id, qualified_name: qualifiedName, viewer_users: ["noor"] };
    return [
      { given: { name: "Finance" }, gives },
      { given: { qualified_name: qualifiedName }, gives },
      { given: { id }, gives },
    ];
  },
  invalid: [
    { given: {}, says: /exactly one of `id`, `qualified_name` and `name`/ },
    { given: { name: "" }, says: /must not be blank/ },
  ],
  none: { given: { name: "finance" }, says: /Collection not found.*Similar.*"Finance"/ },
  several: { given: { name: TWIN }, says: /Several collections match.*2 collections/ },
  hidden: { says: /Collection not found.*The API key sees only collections/ },
  vanish: {
    by: (stage, { collection: of }) =>
      anotherWriter(stage, { deleteAsset: { guid: of("Finance").guid } }),
    says: /Collection not found/,
  },
  reads: SEARCH,
};

const user: DataSubject = {
  type: "atlan_user",
  lookups: ({ user: of }) => {
    const { id } = of("tomas");
    const gives = { id, username: "tomas", email: "tomas@example.com", enabled: true };
    return [
      { given: { username: "tomas" }, gives },
      { given: { email: "tomas@example.com" }, gives },
    ];
  },
  invalid: [
    { given: {}, says: /exactly one of `username` and `email`/ },
    { given: { username: "x", email: "y" }, says: /are set together/ },
  ],
  none: { given: { username: "Tomas" }, says: /User not found.*Similar.*"tomas"/ },
  several: { given: { email: "twin@example.com" }, says: /Several users match.*2 users/ },
  reads: { method: "GET", path: "^/api/service/users$" },
};

const currentUser: DataSubject = {
  type: "atlan_current_user",
  lookups: () => [
    { given: {}, gives: { is_api_token: true, email: null } },
    { given: { credential: "api_key" }, gives: { is_api_token: true } },
    {
      given: { credential: "user_bearer_token" },
      gives: { username: "amira", is_api_token: false, email: "amira@example.com" },
    },
  ],
  invalid: [{ given: { credential: "mine" }, says: /one of "api_key", "user_bearer_token"/ }],
  reads: { method: "GET", path: "^/api/service/users/current$" },
};

export const dataSubjects: readonly DataSubject[] = [
  apiToken,
  apiTokens,
  collection,
  connection,
  currentUser,
  oauthClient,
  oauthClients,
  persona,
  personas,
  role,
  roles,
  user,
];
