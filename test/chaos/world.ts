// The tenant that every round starts from, and the people and tokens in it whom no run may touch.

import type { TenantSeed } from "../../src/tenant/index.js";

export const PERSONAS = ["Loaders", "Readers", "Analysts"] as const;
export const CONNECTIONS = ["development", "production"] as const;
export const COLLECTIONS = ["Finance", "Sales"] as const;
/** Who may be given a right; noor holds some already. */
export const PEOPLE = ["noor", "tomas", "ingrid"] as const;
export const RUN_TOKEN_NAME = "token of one run";
/** `robot` bears a name that stacks also ask for. */
export const seed: TenantSeed = {
  users: [
    { username: "amira", admin: true },
    ...[...PEOPLE, "passer-by"].map((username) => ({ username })),
  ],
  personas: PERSONAS.map((name) => ({ name })),
  connections: CONNECTIONS.map((name) => ({
    name,
    connectorName: "snowflake",
    qualifiedName: `default/snowflake/${name}`,
    adminUsers: ["amira", "noor"],
  })),
  collections: COLLECTIONS.map((name) => ({
    name,
    createdBy: "amira",
    adminUsers: ["amira", "noor"],
    viewerUsers: ["noor"],
  })),
  tokens: [
    { displayName: "stranger", personas: ["Loaders", "Readers"] },
    { displayName: "outsider", personas: ["Readers"] },
    { displayName: "robot", createdBy: "noor", description: "Somebody else's" },
  ],
  oauthClients: [
    { displayName: "strange client", role: "$member", personas: ["Loaders"] },
    { displayName: "robot", role: "$guest", createdBy: "noor", description: "Somebody else's" },
  ],
};
