// What the tenant says of a principal, person or API token.
import type { Attributes } from "./core";

export const userIdentity = {
  id: {
    type: "string",
    mode: "computed",
    nullable: true,
    description: "The GUID; null when the tenant does not say.",
  },
  username: {
    type: "string",
    mode: "computed",
    description: "The username: what grants take.",
  },
  email: {
    type: "string",
    mode: "computed",
    nullable: true,
    description: "The email address; null where there is none, as for API tokens.",
  },
} as const satisfies Attributes;
