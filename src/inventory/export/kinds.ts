// What an export may declare, as data: principals, grants and lookups, in Terraform's words and in the constructs'.
import {
  apiToken,
  collectionEditor,
  collectionViewer,
  connectionAdmin,
  dataCollection,
  dataConnection,
  dataPersona,
  oauthClient,
  tokenPersonaBinding,
} from "../../../lib/schema/index.js";
import type { AssetRight, Principal } from "../inventory.js";

interface DeclaredKind {
  readonly schema: typeof apiToken | typeof oauthClient;
  readonly construct: string;
  /** What one is called that has no letter in its name, or another's name. */
  readonly word: string;
}

export const PRINCIPALS: { readonly [K in Principal["kind"]]: DeclaredKind } = {
  "API token": { schema: apiToken, construct: "AtlanApiToken", word: "token" },
  "OAuth client": { schema: oauthClient, construct: "AtlanOauthClient", word: "client" },
};

export type GrantName = AssetRight["right"] | "persona link";
export type LookupName = "persona" | "connection" | "collection";

interface LookupKind {
  readonly typeName: string;
  readonly construct: string;
}

export const LOOKUPS: { readonly [L in LookupName]: LookupKind } = {
  persona: { typeName: dataPersona.typeName, construct: "DataAtlanPersona" },
  connection: { typeName: dataConnection.typeName, construct: "DataAtlanConnection" },
  collection: { typeName: dataCollection.typeName, construct: "DataAtlanCollection" },
};

interface GrantKind {
  readonly typeName: string;
  /** Of a principal's construct. */
  readonly method: string;
  readonly lookup: LookupName;
  /** Which attribute of the lookup it takes, and under what name. */
  readonly object: { readonly attribute: string; readonly of: string };
  /** The same of the principal. */
  readonly principals: { readonly attribute: string; readonly of: string };
}

const toPersona = {
  lookup: "persona",
  object: { attribute: "persona_qualified_name", of: "qualified_name" },
  principals: { attribute: "token_ids", of: "active_ids" },
} as const;

const byUsername = { attribute: "usernames", of: "active_usernames" } as const;

const onConnection = {
  lookup: "connection",
  object: { attribute: "connection_id", of: "id" },
  principals: byUsername,
} as const;

const onCollection = {
  lookup: "collection",
  object: { attribute: "collection_id", of: "id" },
  principals: byUsername,
} as const;

export const GRANTS: { readonly [G in GrantName]: GrantKind } = {
  "persona link": { ...toPersona, typeName: tokenPersonaBinding.typeName, method: "bindPersona" },
  "connection admin": {
    ...onConnection,
    typeName: connectionAdmin.typeName,
    method: "grantConnectionAdmin",
  },
  "collection editor": {
    ...onCollection,
    typeName: collectionEditor.typeName,
    method: "grantCollectionEditor",
  },
  "collection viewer": {
    ...onCollection,
    typeName: collectionViewer.typeName,
    method: "grantCollectionViewer",
  },
};
