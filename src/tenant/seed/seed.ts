// The shape of a seed: what the tenant holds at the start and after a reset.

export type SeedUser = {
  readonly username: string;
  /** @default `<username>@example.com` */
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** A workspace admin. @default false */
  readonly admin?: boolean;
};

type SeedPolicies = readonly { readonly [field: string]: unknown }[];

export type SeedPersona = {
  readonly name: string;
  readonly description?: string;
  /** @default `default/` and 22 letters and digits */
  readonly qualifiedName?: string;
  /** Usernames. */
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  readonly enabled?: boolean;
  /** The username of a user of the seed. @default the first user */
  readonly createdBy?: string;
  /** Policies as `GET /api/service/personas` shows them; what is left out gets a value. They give no rights. */
  readonly metadataPolicies?: SeedPolicies;
  readonly dataPolicies?: SeedPolicies;
  readonly glossaryPolicies?: SeedPolicies;
};

export type SeedConnection = {
  readonly name: string;
  /** As Atlan spells it, such as `snowflake`. */
  readonly connectorName: string;
  /** @default `default/<connectorName>/<seconds since 1970>` */
  readonly qualifiedName?: string;
  /** Usernames. @default the first user, when the connection has no admin groups and roles either */
  readonly adminUsers?: readonly string[];
  readonly adminGroups?: readonly string[];
  /** `$admin` lets every workspace admin act as an admin of the connection. */
  readonly adminRoles?: readonly string[];
  /** @default the first user */
  readonly createdBy?: string;
};

export type SeedCollection = {
  readonly name: string;
  /** @default `default/collection/<creator>/<guid>` */
  readonly qualifiedName?: string;
  /** Usernames of the editors. @default the creator */
  readonly adminUsers?: readonly string[];
  readonly adminGroups?: readonly string[];
  readonly adminRoles?: readonly string[];
  /** Usernames. */
  readonly viewerUsers?: readonly string[];
  readonly viewerGroups?: readonly string[];
  /** @default the first user */
  readonly createdBy?: string;
};

export type SeedToken = {
  readonly displayName: string;
  readonly description?: string;
  /** @default 157680000, five years */
  readonly validitySeconds?: number;
  /** Names of personas of the seed. */
  readonly personas?: readonly string[];
  /** Makes so many, `<displayName> 1` to `<displayName> <count>`. */
  readonly count?: number;
  /** @default the first user */
  readonly createdBy?: string;
};

export type SeedOAuthClient = {
  readonly displayName: string;
  readonly description?: string;
  /** The name of a role, such as `$guest`. @default $admin */
  readonly role?: string;
  /** Names of personas of the seed. */
  readonly personas?: readonly string[];
  /** How long its access tokens live. @default 600 */
  readonly tokenExpirySeconds?: number;
  /** Makes so many, `<displayName> 1` to `<displayName> <count>`. */
  readonly count?: number;
  /** @default the first user */
  readonly createdBy?: string;
};

/** A part that is left out is empty, save for users: there is always an admin, who owns the rest. */
export type TenantSeed = {
  /** The first one owns the bearer token. */
  readonly users?: readonly SeedUser[];
  readonly personas?: readonly SeedPersona[];
  readonly connections?: readonly SeedConnection[];
  readonly collections?: readonly SeedCollection[];
  readonly tokens?: readonly SeedToken[];
  readonly oauthClients?: readonly SeedOAuthClient[];
};
