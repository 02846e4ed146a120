// Who a bearer is: each secret of a token, access token of an OAuth client and bearer of a person acts as its own principal, until it expires.
import type { ApiToken, Bearer, OAuthClient, User } from "./entities.js";
import { API_TOKEN_ROLE, managesApi } from "./roles.js";
import type { TenantState } from "./tenant-state.js";

/** Past this second since 1970 a signed 32-bit number overflows (keycloak issue 19671). */
const LAST_SECOND_OF_32_BITS = 2 ** 31 - 1;

export type Actor = { readonly user: User } | { readonly account: ApiToken | OAuthClient };

export type Principal = {
  readonly username: string;
  /** May manage tokens, OAuth clients and personas: a workspace admin, an API token, or an OAuth client with such a role. */
  readonly isAdmin: boolean;
  readonly actor: Actor;
  /** Younger than `freshTokenAnswersEmptyMs`: lists and searches answer empty. */
  readonly isFresh: boolean;
};

export const roleOf = (account: ApiToken | OAuthClient): string =>
  "role" in account ? account.role : API_TOKEN_ROLE;

function isExpired(state: TenantState, bearer: Bearer): boolean {
  const { userBearerLifetimeSeconds, overflow2038 } = state.settings;
  const { issuedAt, lifetimeSeconds = userBearerLifetimeSeconds } = bearer;
  const isPerson = bearer.lifetimeSeconds === undefined;
  if (isPerson && userBearerLifetimeSeconds === 0) return false;
  const expiresAtMs = issuedAt + lifetimeSeconds * 1000;
  if (overflow2038 && !isPerson && expiresAtMs / 1000 > LAST_SECOND_OF_32_BITS) return true;
  return state.clock.now() >= expiresAtMs;
}

function actorOf({ store }: TenantState, username: string): Actor | undefined {
  const account = store.serviceAccount(username);
  if (account !== undefined) return { account };
  const user = store.user(username);
  return user && { user };
}

const isAdmin = (actor: Actor) =>
  "user" in actor ? actor.user.admin : managesApi(roleOf(actor.account));

/** The principal of an `Authorization` header; undefined for one that is missing, unknown, gone, expired or not active yet. */
export function principalOf(
  state: TenantState,
  authorization: string | undefined,
): Principal | undefined {
  const secret = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
  const bearer = secret === undefined ? undefined : state.store.bearers.get(secret);
  if (bearer === undefined || isExpired(state, bearer)) return undefined;
  const { username } = bearer;
  const actor = actorOf(state, username);
  if (actor === undefined) return undefined;
  const ageMs = state.store.ageMs(username, state.clock.now());
  if (ageMs < state.settings.tokenActivationMs) return undefined;
  return {
    username,
    isAdmin: isAdmin(actor),
    actor,
    isFresh: ageMs < state.settings.freshTokenAnswersEmptyMs,
  };
}
