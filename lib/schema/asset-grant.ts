// What the grants on an asset have in common: principals, by username, hold one right on one connection or collection.
import { defineSchema } from "./schema";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface AssetGrant<Type extends string> {
  readonly typeName: string;
  /** One grant of this kind, in a sentence: `connection admin`. */
  readonly noun: string;
  /** What the right is on; its GUID is the attribute `<asset>_id`. */
  readonly asset: Type;
  /** What the principals become, and what that lets them do. */
  readonly description: string;
}

const principals = {
  type: ["set", "string"],
  mode: "required",
  description:
    "Who holds the right, by username: people (`amira`) and API tokens (`service-account-apikey-…`), at least one. A token's `active_usernames` follows the token through a rotation.",
  rules: [{ rule: "not_empty" }, { rule: "no_blank_element" }, { rule: "no_padded_element" }],
} as const;

const asset = <Type extends string>(type: Type) =>
  ({
    type: "string",
    mode: "required",
    description: `The ${type}, by GUID. Changing it replaces the grant.`,
    replace: `a grant belongs to one ${type}`,
    rules: [
      {
        rule: "matches",
        pattern: GUID,
        expected: `the GUID of a ${type}, such as 5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01`,
      },
    ],
  }) as const;

const shared = ({ typeName, noun, description }: AssetGrant<string>) =>
  ({
    typeName,
    kind: "resource",
    noun,
    version: 0,
    description: `${description} Additive: whoever else holds the right is never touched. Atlan lets only an admin of the asset grant it, and no token itself: where the API key is not one, a person's \`user_bearer_token\` is needed for the writing. A plan needs it only where the asset is looked up and the API key does not see it.`,
    timeouts: { create: "10m", read: "5m", update: "10m", delete: "5m" },
  }) as const;

export const connectionGrant = (grant: AssetGrant<"connection">) =>
  defineSchema({
    ...shared(grant),
    attributes: { connection_id: asset(grant.asset), usernames: principals },
  });

export const collectionGrant = (grant: AssetGrant<"collection">) =>
  defineSchema({
    ...shared(grant),
    attributes: { collection_id: asset(grant.asset), usernames: principals },
  });
