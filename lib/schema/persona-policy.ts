// One policy of a persona, in the three kinds that the API documents: what they share, and what each adds.
import type { Attributes } from "./core";

const text = (description: string) =>
  ({ type: "string", mode: "computed", nullable: true, description }) as const;
const texts = (description: string) =>
  ({ type: ["list", "string"], mode: "computed", nullable: true, description }) as const;
const milliseconds = (description: string) =>
  ({ type: "number", mode: "computed", nullable: true, description }) as const;

const policy = {
  id: text("The policy's GUID."),
  name: text("The policy's name."),
  description: text("What the policy is for; Atlan does not use it."),
  actions: texts("What the policy is about, such as `entity-read` or `select`."),
  allow: {
    type: "bool",
    mode: "computed",
    nullable: true,
    description: "Whether the policy allows the actions; false: it denies them.",
  },
  created_at: milliseconds("When the policy was created, in milliseconds since 1970."),
  created_by: text("Who created the policy, by username."),
  updated_at: milliseconds("When the policy was last changed, in milliseconds since 1970."),
  updated_by: text("Who last changed the policy, by username."),
} as const satisfies Attributes;

const assetPolicy = {
  ...policy,
  assets: texts("The assets the policy is about, by qualified name or pattern."),
  connection_id: text("The GUID of the connection that holds the assets."),
} as const satisfies Attributes;

export const metadataPolicy = assetPolicy;

export const dataPolicy = {
  ...assetPolicy,
  connection_name: text("The connection's name; Atlan does not use it."),
} as const satisfies Attributes;

export const glossaryPolicy = {
  ...policy,
  glossary_qualified_names: texts("The glossaries the policy is about, by qualified name."),
} as const satisfies Attributes;
