// What the tenant says of a role.
import type { Attributes } from "./core";

export const roleRecord = {
  id: { type: "string", mode: "computed", description: "The role's GUID." },
  name: { type: "string", mode: "computed", description: "The role's name, such as `$admin`." },
  label: {
    type: "string",
    mode: "computed",
    description:
      'What Atlan shows for the role, such as `Admin`: the API\'s `description`. `""` when the tenant does not say.',
  },
  level: {
    type: "string",
    mode: "computed",
    nullable: true,
    description:
      "Where the role counts, such as `workspace` or `admin-subrole`; null when the tenant does not say.",
  },
} as const satisfies Attributes;
