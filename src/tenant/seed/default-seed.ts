// The small believable tenant one gets without a seed. It holds nothing that a stack of README, docs or examples declares:
// their first deploy has nothing to warn of.
import type { SeedUser, TenantSeed } from "./seed.js";

export const DEFAULT_USERS: readonly SeedUser[] = [
  { username: "amira", firstName: "Amira", lastName: "Haddad", admin: true },
];

export const DEFAULT_SEED: TenantSeed = {
  users: [
    ...DEFAULT_USERS,
    { username: "tomas", firstName: "Tomas", lastName: "Novak" },
    { username: "ingrid", firstName: "Ingrid", lastName: "Berg", admin: true },
    { username: "noor", firstName: "Noor", lastName: "Aziz" },
  ],
  personas: [
    {
      name: "Data Assets",
      description: "Read access to every data asset",
      metadataPolicies: [{ name: "Read all", actions: ["entity-read"], assets: ["*"] }],
    },
    { name: "Loaders", description: "What nightly loads may touch", users: ["tomas"] },
    { name: "Stewards", description: "People and tokens that curate the glossary" },
  ],
  connections: [
    { name: "development", connectorName: "snowflake", adminUsers: ["amira"] },
    {
      name: "production",
      connectorName: "snowflake",
      adminUsers: ["ingrid"],
      adminRoles: ["$admin"],
    },
  ],
  collections: [{ name: "Finance queries", adminUsers: ["amira"], viewerUsers: ["noor"] }],
  tokens: [
    {
      displayName: "lineage import",
      description: "Imports lineage every hour",
      personas: ["Loaders"],
    },
    { displayName: "catalog export", description: "", personas: [] },
  ],
  oauthClients: [
    {
      displayName: "catalog sync",
      description: "Syncs the catalog with the wiki",
      role: "$member",
      personas: ["Loaders"],
    },
  ],
};
