// What a look at the tenant tells of a grant, for Read and import.
import type { AtlanRequestError } from "../../client/index.js";

/**
 * Since when API tokens and OAuth clients among the principals are known to exist, RFC 3339 by the tenant's time: what proves later that one
 * is gone, and not only too young to be listed.
 */
export type KnownSince = { readonly [principal: string]: string };

/** What a look at the tenant tells about the principals that were asked for. */
export type Look =
  | {
      readonly state: "seen";
      readonly holders: readonly string[];
      readonly knownSince: KnownSince;
    }
  | { readonly state: "gone" }
  | {
      readonly state: "hidden";
      readonly fromApiKey: AtlanRequestError;
      /** Null: user_bearer_token is not set. */
      readonly fromBearer: AtlanRequestError | null;
    };

export interface LookOptions {
  readonly knownSince: KnownSince;
  readonly signal: AbortSignal;
}
