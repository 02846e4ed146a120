// What the schemas of API tokens and OAuth clients share: what names one, what a list shows of it, and how it is looked up.
import type { Attributes } from "./core";
import { listArguments } from "./list-arguments";

/** @param noun `token`. @param prefix what its client ID begins with: `apikey` */
export const principalIdentity = (noun: string, prefix: string) =>
  ({
    id: {
      type: "string",
      mode: "computed",
      description: `The ${noun}'s GUID.`,
    },
    client_id: {
      type: "string",
      mode: "computed",
      description: `The ${noun}'s client ID, \`${prefix}-…\`.`,
    },
    username: {
      type: "string",
      mode: "computed",
      description: `The principal's name, \`service-account-${prefix}-…\`: what grants take.`,
    },
    created_at: {
      type: "string",
      mode: "computed",
      nullable: true,
      description: `When the ${noun} was created, RFC 3339 in UTC; null when the tenant does not say.`,
    },
    created_by: {
      type: "string",
      mode: "computed",
      nullable: true,
      description: "The creator's username; null when the tenant does not say.",
    },
    active_ids: {
      type: ["set", "string"],
      mode: "computed",
      description: `The GUIDs of every principal that carries this ${noun}'s rights now.`,
    },
    active_usernames: {
      type: ["set", "string"],
      mode: "computed",
      description: `The usernames of every principal that carries this ${noun}'s rights now.`,
    },
  }) as const satisfies Attributes;

/** What a list shows of a principal beside that. @param noun `token` */
export const principalRecord = (noun: string) =>
  ({
    display_name: {
      type: "string",
      mode: "computed",
      description: "The name people see in Atlan.",
    },
    description: { type: "string", mode: "computed", description: `What the ${noun} is for.` },
    persona_qualified_names: {
      type: ["set", "string"],
      mode: "computed",
      description: `The personas the ${noun} is linked to, by qualified name.`,
    },
  }) as const satisfies Attributes;

/** The arguments of a lookup by GUID, client ID or display name. */
export const principalLookup = (noun: string, prefix: string) =>
  ({
    id: {
      type: "string",
      mode: "optional_computed",
      description: `The ${noun}'s GUID.`,
      rules: [{ rule: "not_blank" }],
    },
    client_id: {
      type: "string",
      mode: "optional_computed",
      description: `The ${noun}'s client ID, \`${prefix}-…\`; a leading \`service-account-\` is accepted.`,
      rules: [{ rule: "not_blank" }],
    },
    display_name: {
      type: "string",
      mode: "optional_computed",
      description: "The name people see in Atlan, in exact case.",
      rules: [{ rule: "not_blank" }],
    },
  }) as const satisfies Attributes;

export const principalListArguments = {
  ...listArguments,
  filter: {
    ...listArguments.filter,
    description: `${listArguments.filter.description} Equality on \`id\`, \`clientId\` and \`displayName\` is what is known to work.`,
  },
} as const satisfies Attributes;
