// Which tenant an object belongs to: the same attribute in every resource, kept by one decorator in the plugin.
import type { Attributes } from "./core";

export const tenant = {
  tenant: {
    type: "string",
    mode: "computed",
    nullable: true,
    description:
      "The tenant it belongs to: the origin of the provider's `base_url` when it was created or imported. Under another origin it is not read or changed, unless `accept_from_tenants` lists this one.",
  },
} as const satisfies Attributes;
