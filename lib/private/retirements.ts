// Which deliveries and retirements a principal has: retirements depend on all deliveries of their principal.
import type { TerraformResource } from "cdktf";
import { kindOf, type ManagedPrincipal } from "./principal-kinds";

class ByPrincipal {
  readonly #elements = new WeakMap<object, readonly TerraformResource[]>();

  add(principal: object, element: TerraformResource): void {
    this.#elements.set(principal, [...this.of(principal), element]);
  }

  /** @param principal callers without types may have passed anything; validation reports it */
  of(principal: unknown): readonly TerraformResource[] {
    if (typeof principal !== "object" || principal === null) return [];
    return this.#elements.get(principal) ?? [];
  }
}

/** Whatever hands a principal's secret on. */
export const deliveries = new ByPrincipal();

/** Whatever deletes a principal's predecessors instead of the principal. */
export const retirements = new ByPrincipal();

/** Of a delivery whose principal has a rotation now, and had none when the delivery was declared. */
export function lateRotationFaults(principal: ManagedPrincipal): readonly string[] {
  if (!principal.isRotated || retirements.of(principal).length > 0) return [];
  const { word } = kindOf(principal);
  return [
    `rotation of the ${word} was set after this delivery was declared, so that the old secret could be deleted before the new one is delivered, expected rotation first, or an AtlanTokenRetirement of the ${word}`,
  ];
}
