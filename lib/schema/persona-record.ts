// One persona as `GET /api/service/personas` gives it: the 20 fields that its reference page documents, and its qualified name.

import type { Attributes } from "./core";
import { dataPolicy, glossaryPolicy, metadataPolicy } from "./persona-policy";

const column = { mode: "computed", nullable: true } as const;
const LEFT_OUT = "null when `columns` leaves it out";
const LEFT_OUT_TEXT = 'null or `""`, as the tenant sends it, when `columns` leaves it out';

const text = (description: string) =>
  ({ ...column, type: "string", description: `${description}; ${LEFT_OUT_TEXT}.` }) as const;
const texts = (description: string) =>
  ({ ...column, type: ["list", "string"], description: `${description}; ${LEFT_OUT}.` }) as const;
const milliseconds = (description: string) =>
  ({
    ...column,
    type: "number",
    description: `${description}, in milliseconds since 1970; ${LEFT_OUT}.`,
  }) as const;
const policies = <A extends Attributes>(description: string, attributes: A) =>
  ({
    ...column,
    nesting: "list",
    description: `${description}; ${LEFT_OUT}.`,
    attributes,
  }) as const;

export const personaRecord = {
  id: text("The persona's GUID"),
  name: text("The persona's name, unique in the tenant"),
  qualified_name: {
    ...column,
    type: "string",
    description:
      "What API tokens are linked by. Null where the tenant does not send it here: `atlan_persona` finds it then.",
  },
  display_name: text("The name people see in Atlan"),
  description: text("What the persona is for"),
  metadata_policies: policies("What members may do with metadata", metadataPolicy),
  data_policies: policies("Which data members may query", dataPolicy),
  glossary_policies: policies("What members may do with glossaries", glossaryPolicy),
  users: texts("The members, by GUID"),
  groups: texts("The groups whose members are members too, by GUID"),
  readme: text("The persona's page, as URL-encoded HTML"),
  created_at: milliseconds("When the persona was created"),
  created_by: text("Who created it, by username"),
  updated_at: {
    ...column,
    type: "number",
    description:
      "When it was last changed, in milliseconds since 1970; null when it never was, or when `columns` leaves it out.",
  },
  updated_by: text('Who last changed it, by username; `""` when nobody did'),
  type: text("Always `persona`"),
  level: text("Always `workspace`"),
  version: text("The version's name: two words and a number"),
  enabled: {
    ...column,
    type: "bool",
    description: `Whether the persona is enabled; ${LEFT_OUT}.`,
  },
  resources: text("Documented by the API without a description"),
  attributes: text("Documented by the API as an object without members; as JSON text"),
} as const satisfies Attributes;
