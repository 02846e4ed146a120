// What Read notes of a principal in private data, for the plan, which makes no request.
import type { PrivateData } from "../../framework/index.js";

/** The provider signs in as this very principal. */
export const OWN = "own_token";
/** It is linked to personas that this resource does not manage. */
export const LINKS_SEEN = "links_seen";
/** It was deleted after a leak, and nothing has taken its place in the state yet. */
export const REVOKED = "revoked";
/** It is gone, and is kept in the state because predecessors of it still work. */
export const GONE = "gone";
/** The state has no secret, and a file offers it. */
export const SECRET_OFFERED = "secret_offered";
/** The predecessor, by GUID, that the provider signs in as. */
export const OWN_PREDECESSOR = "own_predecessor";

/** Private data that changes is drift, so it is left alone while it says the same. */
export function note(privateData: PrivateData, key: string, isSo: boolean): void {
  if ((privateData.get(key) === true) !== isSo) privateData.set(key, isSo);
}
