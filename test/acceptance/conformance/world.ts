// The tenant that every type is tried in, and what it holds by name.
import type {
  TenantAsset,
  TenantOAuthClient,
  TenantSeed,
  TenantSnapshot,
  TenantToken,
} from "../../../src/tenant/index.js";

/** `person-1` … `person-50`: also the names of as many personas. */
export const people: readonly string[] = Array.from({ length: 50 }, (_, n) => `person-${n + 1}`);

/** Noor and the token `reporter` hold already what others are given. */
export const seed: TenantSeed = {
  users: [
    { username: "amira", admin: true },
    ...["noor", "tomas", "ingrid", ...people].map((username) => ({ username })),
  ],
  personas: ["Loaders", "Readers", ...people].map((name) => ({ name })),
  connections: ["development", "production"].map((name) => ({
    name,
    connectorName: "snowflake",
    qualifiedName: `default/snowflake/${name}`,
    adminUsers: ["amira", "noor"],
  })),
  collections: ["Finance", "Sales"].map((name) => ({
    name,
    createdBy: "amira",
    adminUsers: ["amira", "noor"],
    viewerUsers: ["noor"],
  })),
  tokens: [
    { displayName: "loader" },
    { displayName: "exporter" },
    { displayName: "newcomer" },
    { displayName: "reporter", personas: ["Loaders", "Readers"] },
  ],
};

/** @param tokens that some types need besides */
export const seedWith = (tokens: TenantSeed["tokens"] = []): TenantSeed => ({
  ...seed,
  tokens: [...(seed.tokens ?? []), ...tokens],
});

export interface World {
  readonly connection: (name: string) => TenantAsset;
  readonly collection: (name: string) => TenantAsset;
  readonly persona: (name: string) => TenantAsset;
  readonly token: (displayName: string) => TenantToken;
  readonly client: (displayName: string) => TenantOAuthClient;
  readonly user: (username: string) => TenantSnapshot["users"][number];
}

export const worldOf = ({
  connections,
  collections,
  oauthClients,
  personas,
  tokens,
  users,
}: TenantSnapshot): World => ({
  connection: (name) => only(connections, (it) => it.name === name),
  collection: (name) => only(collections, (it) => it.name === name),
  persona: (name) => only(personas, (it) => it.name === name),
  token: (displayName) => only(tokens, (it) => it.displayName === displayName),
  client: (displayName) => only(oauthClients, (it) => it.displayName === displayName),
  user: (username) => only(users, (it) => it.username === username),
});

function only<Thing>(things: readonly Thing[], isMeant: (thing: Thing) => boolean): Thing {
  const [found, ...others] = things.filter(isMeant);
  if (found === undefined || others.length > 0) throw new Error("Cannot find it in the world");
  return found;
}
