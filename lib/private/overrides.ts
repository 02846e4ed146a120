// What escape hatches set on a resource or lookup: cdktf keeps the values to itself, and lists the names as metadata.
import type { IConstruct } from "constructs";

/** What cdktf's resources and lookups, and the ephemeral resources of cdktn, have in common. */
export interface OverridableElement extends IConstruct {
  readonly terraformResourceType: string;
  toMetadata(): { readonly overrides?: Readonly<Record<string, unknown>> | undefined };
}

/** Whether `addOverride` sets the attribute, by Terraform's name. */
export function isOverridden(element: OverridableElement, attribute: string): boolean {
  const names: unknown = element.toMetadata().overrides?.[element.terraformResourceType];
  return Array.isArray(names) && names.includes(attribute);
}
