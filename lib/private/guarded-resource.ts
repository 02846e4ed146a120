// A null resource with a precondition, in both forms that synth writes.
import { Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { NullProviderPackage } from "./null-provider";
import { hclPrecondition, type Precondition } from "./secret-precondition";

type ResourceClass = NullProviderPackage["Resource"];
type ResourceConfig = ConstructorParameters<ResourceClass>[2];

interface Guarded extends Omit<ResourceConfig, "lifecycle"> {
  /** Called at synth only. */
  readonly precondition: () => Precondition;
}

/** @param base the class of the optional peer, which only the caller loads */
export function guardedResource(
  base: ResourceClass,
  scope: Construct,
  id: string,
  { precondition, ...config }: Guarded,
): TerraformResource {
  class GuardedResource extends base {
    override toHclTerraform(): object {
      const written = super.toHclTerraform();
      const { lifecycle: given, ...rest } = written.resource.null_resource[this.friendlyUniqueId];
      const value = { ...given, precondition: hclPrecondition(precondition()) };
      const lifecycle = { value, isBlock: true, type: "struct", storageClassType: "Lifecycle" };
      return {
        ...written,
        resource: { null_resource: { [this.friendlyUniqueId]: { ...rest, lifecycle } } },
      };
    }
  }
  const condition = Lazy.stringValue({ produce: () => precondition().condition });
  const errorMessage = Lazy.stringValue({ produce: () => precondition().error_message });
  return new GuardedResource(scope, id, {
    ...config,
    lifecycle: { precondition: [{ condition, errorMessage }] },
  });
}
