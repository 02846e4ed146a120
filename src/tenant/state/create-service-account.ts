// Makes API tokens and OAuth clients: their identifiers and secrets. Nothing is stored yet.
import type { ApiToken, OAuthClient, ServiceAccount } from "./entities.js";
import { mintSecret, secretText } from "./secrets.js";
import type { TenantState } from "./tenant-state.js";

/** Five years, to which the vendor's SDKs cap; also what a create without `validitySeconds` gets. */
export const DEFAULT_VALIDITY_SECONDS = 157_680_000;
/** What the vendor's own examples show, and its Python SDK takes for granted. */
export const DEFAULT_TOKEN_EXPIRY_SECONDS = 600;

type NewAccount = Pick<
  ServiceAccount,
  "displayName" | "description" | "createdBy" | "createdAt"
> & { readonly personaQualifiedNames: readonly string[] };

export type NewToken = NewAccount & Pick<ApiToken, "validitySeconds">;

export type NewOAuthClient = NewAccount & Pick<OAuthClient, "role" | "tokenExpirySeconds">;

type Made<Account> = { readonly entity: Account; readonly secret: string };

function newAccount(
  state: TenantState,
  prefix: "apikey" | "oauth-client",
  wanted: NewAccount,
): ServiceAccount {
  const { displayName, description, createdBy, createdAt } = wanted;
  const clientId = `${prefix}-${state.ids.guid()}`;
  return {
    id: state.ids.guid(),
    clientId,
    username: `service-account-${clientId}`,
    serviceAccountId: state.ids.guid(),
    displayName,
    description,
    personaLinks: wanted.personaQualifiedNames.map((qualifiedName) => ({
      qualifiedName,
      linkedAt: createdAt,
    })),
    createdAt,
    createdBy,
  };
}

/** The secret is a bearer: it opens the API itself. */
export function createToken(state: TenantState, wanted: NewToken): Made<ApiToken> {
  const { validitySeconds } = wanted;
  const entity = { ...newAccount(state, "apikey", wanted), validitySeconds };
  const secret = mintSecret(state, {
    username: entity.username,
    clientId: entity.clientId,
    issuedAt: entity.createdAt,
    lifetimeSeconds: validitySeconds,
  });
  return { entity, secret };
}

/** The secret only gets access tokens. That the service account's name is made as a token's is an assumption. */
export function createOAuthClient(state: TenantState, wanted: NewOAuthClient): Made<OAuthClient> {
  const { role, tokenExpirySeconds, createdAt, createdBy } = wanted;
  const account = newAccount(state, "oauth-client", wanted);
  const entity = {
    ...account,
    role,
    tokenExpirySeconds,
    updatedAt: createdAt,
    updatedBy: createdBy,
  };
  return { entity, secret: secretText(state) };
}
