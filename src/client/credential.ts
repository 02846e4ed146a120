// What requests are sent with: a bearer that stays, or one that is fetched and renewed.
import type { Secret } from "../secret.js";

/** What messages call it. */
export type CredentialName = "API key" | "OAuth client" | "bearer token" | "API token";

export interface Credential {
  /** What to send now. @throws AtlanRequestError when none can be had; the signal's reason */
  bearer(signal: AbortSignal): Promise<Secret>;
  /** Whether what `bearer` gave may still be sent: a call may have waited long for its turn. */
  isCurrent(bearer: Secret): boolean;
  /** The tenant answered 401. @returns whether another bearer is worth a try */
  refused(bearer: Secret): boolean;
}

export const fixedCredential = (secret: Secret): Credential => ({
  bearer: async () => secret,
  isCurrent: () => true,
  refused: () => false,
});
