// What the grants on an asset are: principals, by username, hold one right on one connection or collection.
import { type Attributes, defineSchema } from "./core";
import { tenant } from "./tenant";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const principals = {
  type: ["set", "string"],
  mode: "required",
  description:
    "Who holds the right, by username: people (`amira`), API tokens (`service-account-apikey-…`) and OAuth clients (`service-account-oauth-client-…`), at least one. A set that is empty because of other objects, such as a token with `count = 0`, means that nobody holds the right. When a token or client is replaced, its `active_usernames` names the new one.",
  rules: [
    { rule: "not_empty_literal" },
    { rule: "no_blank_element" },
    { rule: "no_padded_element" },
  ],
  property: {
    name: "principals",
    expected: "exactly one of token and principals",
    element: "a username, or a principal such as an AtlanApiToken or an AtlanOauthClient",
    alternative: "token",
  },
} as const;

/** @param construct a construct whose `id` is such a GUID */
const assetId = (type: string, construct: string) =>
  ({
    type: "string",
    mode: "required",
    description: `The ${type}, by GUID. A change moves the grant in place: the right is given on the new ${type} first, then taken off the old one.`,
    rules: [
      {
        rule: "matches",
        pattern: GUID,
        expected: `the GUID of a ${type}, such as 5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01`,
      },
    ],
    property: {
      name: type,
      typeName: `atlan_${type}`,
      expected: `a ${type}, such as a ${construct}`,
    },
  }) as const;

const onConnection = {
  connection_id: assetId("connection", "DataAtlanConnection"),
  usernames: principals,
  ...tenant,
} as const satisfies Attributes;

const onCollection = {
  collection_id: assetId("collection", "DataAtlanCollection"),
  usernames: principals,
  ...tenant,
} as const satisfies Attributes;

interface AssetGrant<A extends Attributes> {
  readonly typeName: string;
  readonly noun: string;
  /** What the principals become, and what that allows them. */
  readonly description: string;
  readonly attributes: A;
}

const assetGrant = <A extends Attributes>(grant: AssetGrant<A>) =>
  defineSchema<A>({
    ...grant,
    kind: "resource",
    version: 0,
    description: `${grant.description} Additive: the rights of others do not change. Only an admin of the asset can grant the right, and neither an API token nor an OAuth client can grant it to itself: where the one that the provider signs in as is not an admin, writing needs the \`user_bearer_token\` of a person who is. A plan needs it only to look up an asset that this one does not see.`,
    timeouts: { create: "10m", read: "5m", update: "10m", delete: "5m" },
  });

export const connectionAdmin = assetGrant({
  typeName: "atlan_connection_admin",
  noun: "connection admin",
  description:
    "Makes people, API tokens and OAuth clients admins of a connection: they manage it and all of its assets.",
  attributes: onConnection,
});

export const collectionEditor = assetGrant({
  typeName: "atlan_collection_editor",
  noun: "collection editor",
  description:
    "Makes people, API tokens and OAuth clients editors of a query collection: they change the collection and its queries. The person or token that created the collection always stays an editor.",
  attributes: onCollection,
});

export const collectionViewer = assetGrant({
  typeName: "atlan_collection_viewer",
  noun: "collection viewer",
  description:
    "Makes people, API tokens and OAuth clients viewers of a query collection: they see the collection and run its queries.",
  attributes: onCollection,
});
