// What the tenant says of any API token: the same attributes in the resource and in the lookups.
import type { Attributes } from "./schema";

export const apiTokenIdentity = {
  id: {
    type: "string",
    mode: "computed",
    description: "The token's GUID.",
  },
  client_id: {
    type: "string",
    mode: "computed",
    description: "The token's client ID, `apikey-…`.",
  },
  username: {
    type: "string",
    mode: "computed",
    description: "The principal's name, `service-account-apikey-…`: what grants take.",
  },
  created_at: {
    type: "string",
    mode: "computed",
    nullable: true,
    description: "When the token was created, RFC 3339 in UTC; null when the tenant does not say.",
  },
  created_by: {
    type: "string",
    mode: "computed",
    nullable: true,
    description: "The creator's username; null when the tenant does not say.",
  },
  expires_at: {
    type: "string",
    mode: "computed",
    nullable: true,
    description: "When the token expires, RFC 3339 in UTC; null when it never does.",
  },
  expired: {
    type: "bool",
    mode: "computed",
    description: "Whether the token had expired, by the tenant's clock, when it was last read.",
  },
  active_ids: {
    type: ["set", "string"],
    mode: "computed",
    description: "The GUIDs of every principal that carries this token's rights now.",
  },
  active_usernames: {
    type: ["set", "string"],
    mode: "computed",
    description: "The usernames of every principal that carries this token's rights now.",
  },
} as const satisfies Attributes;
