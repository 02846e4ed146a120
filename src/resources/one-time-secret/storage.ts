// What becomes of a secret that the tenant shows once: the state holds it as it is, or sealed. The one place that decides it.

import { seal } from "../../age.js";
import { messageOf } from "../../describe-error.js";
import { DiagnosticError, Secret } from "../../framework/index.js";

/** One of the two; the other is null. */
export interface StoredSecret {
  readonly plain: Secret | null;
  readonly sealed: string | null;
}

const HARMLESS = new Secret("");

/**
 * To be called before the secret is made: a secret that cannot be sealed would be lost.
 *
 * @param recipients null: it is not sealed
 * @throws DiagnosticError when nothing can be sealed to them
 */
export async function storageFor(
  recipients: readonly string[] | null,
): Promise<(secret: Secret) => Promise<StoredSecret>> {
  if (recipients === null) return async (secret) => ({ plain: secret, sealed: null });
  try {
    await seal(HARMLESS, recipients);
  } catch (error) {
    throw new DiagnosticError({
      severity: "error",
      summary: "Cannot seal to the recipients in seal_to",
      detail: `Sealing a test text failed: ${messageOf(error)}. So no secret was made, and nothing was changed in the tenant. Each recipient has the right form, so one of them is no valid key. Print them again with \`age-keygen -y\`.`,
      attribute: ["seal_to"],
    });
  }
  return async (secret) => ({ plain: null, sealed: await seal(secret, recipients) });
}
