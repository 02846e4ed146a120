// What escape hatches set on a resource or lookup: cdktf keeps the values to itself, and lists the names as metadata.
import type { TerraformDataSource, TerraformResource } from "cdktf";

/** Whether `addOverride` sets the attribute, by Terraform's name. */
export function isOverridden(
  element: TerraformResource | TerraformDataSource,
  attribute: string,
): boolean {
  const names: unknown = element.toMetadata().overrides?.[element.terraformResourceType];
  return Array.isArray(names) && names.includes(attribute);
}
