// What connections and collections have in common: what names them, and who created them.
import type { Attributes } from "./core";

/** @param type `connection`, `collection` */
export const assetIdentity = (type: string) =>
  ({
    id: {
      type: "string",
      mode: "optional_computed",
      description: `The ${type}'s GUID.`,
      rules: [{ rule: "not_blank" }],
    },
    qualified_name: {
      type: "string",
      mode: "optional_computed",
      description: `The ${type}'s qualified name, unique in the tenant.`,
      rules: [{ rule: "not_blank" }],
    },
    name: {
      type: "string",
      mode: "optional_computed",
      description: `The ${type}'s name, in exact case.`,
      rules: [{ rule: "not_blank" }],
    },
    description: { type: "string", mode: "computed", description: `What the ${type} is for.` },
    created_at: {
      type: "string",
      mode: "computed",
      nullable: true,
      description: `When the ${type} was created, RFC 3339 in UTC; null when the tenant does not say.`,
    },
    created_by: {
      type: "string",
      mode: "computed",
      nullable: true,
      description: "The creator's username; null when the tenant does not say.",
    },
  }) as const satisfies Attributes;

/** A set of names. @param who such as `The editors, by username` */
export const principals = (who: string) =>
  ({
    type: ["set", "string"],
    mode: "computed",
    nullable: true,
    description: `${who}, as the search index has them; null when the tenant hides them.`,
  }) as const;
