// A round in which all went well, made up by hand: what tests of the checker spoil in one place each.

import type { TenantSnapshot, TenantToken } from "../../src/tenant/index.js";
import type { State } from "../../src/testing/index.js";
import type { Evidence } from "./evidence.js";
import type { Graph } from "./graph.js";

export const CONNECTION = "connection-guid";
export const COLLECTION = "collection-guid";
export const PERSONA = "default/loaders";
const LONG_AGO = "2026-01-01T00:00:00Z";
export const SECRET = "a-secret-that-nobody-may-see";

export const token = (id: string, more: Partial<TenantToken> = {}): TenantToken => ({
  id,
  clientId: `apikey-${id}`,
  username: `service-account-apikey-${id}`,
  displayName: id,
  description: "",
  personaQualifiedNames: [],
  createdAt: LONG_AGO,
  createdBy: "amira",
  validitySeconds: 157_680_000,
  ...more,
});

const graph: Graph = {
  tokens: [
    {
      name: "t1",
      displayName: "loader",
      description: "Loads",
      personas: ["Loaders"],
      createBeforeDestroy: false,
    },
  ],
  grants: [
    {
      name: "g1",
      type: "atlan_connection_admin",
      object: "development",
      principals: [{ token: "t1" }, { person: "tomas" }],
    },
  ],
};

const asset = (guid: string, name: string) => ({
  guid,
  name,
  qualifiedName: `default/${name}`,
  status: "ACTIVE" as const,
  displayName: name,
  description: "",
  createdBy: "amira",
  updatedBy: "amira",
  createdAt: LONG_AGO,
  updatedAt: LONG_AGO,
});
const administered = (...adminUsers: readonly string[]) => ({
  adminUsers,
  adminGroups: [],
  adminRoles: [],
});
const stranger = token("stranger", { personaQualifiedNames: [PERSONA] });
export const loader = token("loader", {
  description: "Loads",
  personaQualifiedNames: [PERSONA],
});

const tenant = (tokens: readonly TenantToken[], admins: readonly string[]): TenantSnapshot => ({
  tokens,
  personas: [
    {
      ...asset("persona-guid", "Loaders"),
      qualifiedName: PERSONA,
      personaUsers: [],
      personaGroups: [],
      isAccessControlEnabled: true,
    },
  ],
  connections: [
    {
      ...asset(CONNECTION, "development"),
      ...administered("amira", ...admins),
      connectorName: "snowflake",
    },
  ],
  collections: [
    {
      ...asset(COLLECTION, "Finance"),
      ...administered("amira"),
      viewerUsers: [stranger.username],
      viewerGroups: [],
    },
  ],
  users: [],
  oauthClients: [],
});

export const inState = (type: string, name: string, attributes: Record<string, unknown>) => ({
  type,
  name,
  instances: [{ attributes }],
});

const state: State = {
  resources: [
    inState("atlan_api_token", "t1", {
      id: loader.id,
      username: loader.username,
      access_token: SECRET,
    }),
    inState("atlan_connection_admin", "g1", {}),
  ],
  outputs: {},
};

const step = (name: Evidence["steps"][number]["name"]) => ({
  name,
  exitCode: 0,
  output: "",
  hasEnded: true,
});

export const good: Evidence = {
  before: { tokens: [], grants: [] },
  after: graph,
  tokensBefore: new Map(),
  initial: tenant([stranger], []),
  settled: tenant([stranger, loader], [loader.username, "tomas"]),
  destroyed: tenant([stranger], []),
  state,
  laterSeconds: 7_200,
  givenByOthers: [],
  wasKilled: false,
  steps: [step("troubled apply"), step("second apply"), step("plan"), step("destroy")],
  toldToKilled: "",
  deadSecrets: [],
  leaks: [],
  survivors: [],
  temporaryFiles: [],
};

export { stranger };
