// What the tenant holds: people, API tokens, and the assets of the metastore.
import type { JsonObject } from "../input/json.js";

export type User = {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** A workspace admin: may manage tokens and personas. */
  readonly admin: boolean;
  readonly createdAt: number;
};

export type PersonaLink = { readonly qualifiedName: string; readonly linkedAt: number };

/** An API token or an OAuth client is an actor of its own: a Keycloak client (`clientId`) with a service account (`username`). */
export type ServiceAccount = {
  readonly id: string;
  readonly clientId: string;
  readonly username: string;
  /** The service account's own GUID: what `users/current` gives as `id`, and nothing else. */
  readonly serviceAccountId: string;
  readonly displayName: string;
  readonly description: string;
  readonly personaLinks: readonly PersonaLink[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly createdBy: string;
};

export type ApiToken = ServiceAccount & { readonly validitySeconds: number };

export type OAuthClient = ServiceAccount & {
  /** The name of the one role it has, such as `$admin`. */
  readonly role: string;
  /** How long an access token lives that it is given. */
  readonly tokenExpirySeconds: number;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  readonly updatedBy: string;
};

/** Whom a secret stands for, and how long. */
export type Bearer = {
  readonly username: string;
  readonly issuedAt: number;
  /** Undefined for a person's, which `userBearerLifetimeSeconds` ends. */
  readonly lifetimeSeconds: number | undefined;
};

export type AssetType = "Persona" | "Connection" | "Collection";

/** What the tenant's rules look at. Every list is there, on every type: what a type does not have stays empty and is never shown. */
export type AssetAttributes = {
  readonly name: string;
  readonly qualifiedName: string;
  readonly displayName: string;
  readonly description: string;
  readonly adminUsers: readonly string[];
  readonly adminGroups: readonly string[];
  readonly adminRoles: readonly string[];
  readonly viewerUsers: readonly string[];
  readonly viewerGroups: readonly string[];
  readonly personaUsers: readonly string[];
  readonly personaGroups: readonly string[];
  readonly connectorName: string;
  readonly isAccessControlEnabled: boolean;
};

export const EMPTY_ATTRIBUTES: AssetAttributes = {
  name: "",
  qualifiedName: "",
  displayName: "",
  description: "",
  adminUsers: [],
  adminGroups: [],
  adminRoles: [],
  viewerUsers: [],
  viewerGroups: [],
  personaUsers: [],
  personaGroups: [],
  connectorName: "",
  isAccessControlEnabled: true,
};

export type Asset = {
  readonly typeName: AssetType;
  readonly guid: string;
  readonly status: "ACTIVE" | "DELETED";
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly createTime: number;
  readonly updateTime: number;
  readonly attributes: AssetAttributes;
  /** What else clients wrote: kept and shown as it is, and without effect. Never null. */
  readonly otherAttributes: JsonObject;
  /** What only `GET /api/service/personas` shows: policies, readme, version. */
  readonly accessControl?: JsonObject;
};

/** Which attributes a type has, besides those that all have. */
export const ATTRIBUTES_OF_TYPE: Record<AssetType, readonly (keyof AssetAttributes)[]> = {
  Persona: ["personaUsers", "personaGroups", "isAccessControlEnabled"],
  Connection: ["connectorName", "adminUsers", "adminGroups", "adminRoles"],
  Collection: ["adminUsers", "adminGroups", "adminRoles", "viewerUsers", "viewerGroups"],
};

const COMMON_ATTRIBUTES = ["name", "qualifiedName", "displayName", "description"] as const;

export function attributeNames(typeName: AssetType): readonly (keyof AssetAttributes)[] {
  return [...COMMON_ATTRIBUTES, ...ATTRIBUTES_OF_TYPE[typeName]];
}

/** Every attribute that has a value, by name. */
export function shownAttributes({ typeName, attributes, otherAttributes }: Asset): JsonObject {
  const known = attributeNames(typeName).map((name) => [name, attributes[name]]);
  return { ...otherAttributes, ...Object.fromEntries(known) };
}

export function isAssetType(name: unknown): name is AssetType {
  return typeof name === "string" && Object.hasOwn(ATTRIBUTES_OF_TYPE, name);
}
