// Who a bearer token is: each token's secret and the person's bearer act as their own principal, until they expire.
import type { ApiToken, Bearer, User } from "./entities.js";
import type { TenantState } from "./tenant-state.js";

/** Past this second since 1970 a signed 32-bit number overflows (keycloak issue 19671). */
const LAST_SECOND_OF_32_BITS = 2 ** 31 - 1;

export type Principal = {
  readonly username: string;
  /** Workspace admin, or an API token: tokens have admin-level API privileges. */
  readonly isAdmin: boolean;
  readonly actor: { readonly user: User } | { readonly token: ApiToken };
  /** Younger than `freshTokenAnswersEmptyMs`: lists and searches answer empty. */
  readonly isFresh: boolean;
};

function isExpired(state: TenantState, bearer: Bearer, token: ApiToken | undefined): boolean {
  const lifetimeSeconds = token?.validitySeconds ?? state.settings.userBearerLifetimeSeconds;
  if (token === undefined && lifetimeSeconds === 0) return false;
  const expiresAtMs = bearer.issuedAt + lifetimeSeconds * 1000;
  const overflows = expiresAtMs / 1000 > LAST_SECOND_OF_32_BITS && token !== undefined;
  if (state.settings.overflow2038 && overflows) return true;
  return state.clock.now() >= expiresAtMs;
}

/** The principal of an `Authorization` header; undefined for one that is missing, unknown, gone, expired or not active yet. */
export function principalOf(
  state: TenantState,
  authorization: string | undefined,
): Principal | undefined {
  const secret = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
  const bearer = secret === undefined ? undefined : state.store.bearers.get(secret);
  if (bearer === undefined) return undefined;
  const token = state.store.tokenOf(bearer.username);
  const user = state.store.user(bearer.username);
  const actor = token !== undefined ? { token } : user !== undefined ? { user } : undefined;
  if (actor === undefined || isExpired(state, bearer, token)) return undefined;
  const ageMs =
    bearer.mintedAt === null ? Number.POSITIVE_INFINITY : state.clock.now() - bearer.mintedAt;
  if (ageMs < state.settings.tokenActivationMs) return undefined;
  return {
    username: bearer.username,
    isAdmin: token !== undefined || user?.admin === true,
    actor,
    isFresh: ageMs < state.settings.freshTokenAnswersEmptyMs,
  };
}
