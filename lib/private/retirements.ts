// Which deliveries and retirements a token has: retirements depend on all deliveries of their token.
import type { TerraformResource } from "cdktf";

class ByToken {
  readonly #elements = new WeakMap<object, readonly TerraformResource[]>();

  add(token: object, element: TerraformResource): void {
    this.#elements.set(token, [...this.of(token), element]);
  }

  /** @param token callers without types may have passed anything; validation reports it */
  of(token: unknown): readonly TerraformResource[] {
    return (typeof token === "object" && token !== null && this.#elements.get(token)) || [];
  }
}

/** Whatever hands a token's secret on. */
export const deliveries = new ByToken();

/** Whatever deletes a token's predecessors instead of the token. */
export const retirements = new ByToken();

/** Of a delivery whose token has a rotation now, and had none when the delivery was declared. */
export const lateRotationFaults = (token: { readonly isRotated: boolean }): readonly string[] =>
  token.isRotated && retirements.of(token).length === 0
    ? [
        "rotation of the token was set after this delivery was declared, so that the old secret could be deleted before the new one is delivered, expected rotation first, or an AtlanTokenRetirement of the token",
      ]
    : [];
