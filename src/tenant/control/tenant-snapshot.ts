// What the tenant holds at one moment, as `GET /_tenant/state` shows it: types only.

export type TenantUser = {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly admin: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
};

/** What API tokens and OAuth clients have in common. */
export type TenantPrincipal = {
  readonly id: string;
  readonly clientId: string;
  /** Of its service account: who it is in lists of admins and viewers. */
  readonly username: string;
  readonly displayName: string;
  readonly description: string;
  readonly personaQualifiedNames: readonly string[];
  /** RFC 3339, as all times of principals and assets. */
  readonly createdAt: string;
  readonly createdBy: string;
};

export type TenantToken = TenantPrincipal & { readonly validitySeconds: number };

export type TenantOAuthClient = TenantPrincipal & {
  readonly role: string;
  readonly tokenExpirySeconds: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
};

/** What personas, connections and collections have in common. */
export type TenantAsset = {
  readonly guid: string;
  /** DELETED after the fault operation `deleteAsset`. */
  readonly status: "ACTIVE" | "DELETED";
  readonly name: string;
  readonly qualifiedName: string;
  readonly displayName: string;
  readonly description: string;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type TenantPersona = TenantAsset & {
  readonly personaUsers: readonly string[];
  readonly personaGroups: readonly string[];
  readonly isAccessControlEnabled: boolean;
};

type Administered = {
  readonly adminUsers: readonly string[];
  readonly adminGroups: readonly string[];
  readonly adminRoles: readonly string[];
};

export type TenantConnection = TenantAsset & Administered & { readonly connectorName: string };

export type TenantCollection = TenantAsset &
  Administered & {
    readonly viewerUsers: readonly string[];
    readonly viewerGroups: readonly string[];
  };

/** Without a secret in it, and without lag. */
export type TenantSnapshot = {
  readonly users: readonly TenantUser[];
  readonly personas: readonly TenantPersona[];
  readonly connections: readonly TenantConnection[];
  readonly collections: readonly TenantCollection[];
  readonly tokens: readonly TenantToken[];
  readonly oauthClients: readonly TenantOAuthClient[];
};
