// `POST /api/service/oauth-clients/token`: gives a client a short-lived bearer for its secret; needs no `Authorization`.
import { heraclesRefusal } from "../api/refusal.js";
import type { PublicRoute } from "../api/route.js";
import { isObject, quoted } from "../input/json.js";
import type { OAuthClient } from "../state/entities.js";
import { mintSecret } from "../state/secrets.js";
import type { TenantSettings } from "../state/settings.js";
import type { TenantState } from "../state/tenant-state.js";

function text(body: unknown, field: string): string {
  const value = isObject(body) ? body[field] : undefined;
  if (typeof value === "string" && value !== "") return value;
  throw heraclesRefusal(400, `${field} is ${quoted(value)}, expected a string that is not empty`);
}

/** Both refusals are assumptions: no source states what Atlan answers. */
function authenticated({ store }: TenantState, body: unknown): OAuthClient {
  const [clientId, clientSecret] = [text(body, "clientId"), text(body, "clientSecret")];
  const client = store.oauthClients.all().find((candidate) => candidate.clientId === clientId);
  if (client === undefined) throw heraclesRefusal(401, `OAuth client ${clientId} not found`);
  if (store.clientSecrets.get(clientId) === clientSecret) return client;
  throw heraclesRefusal(401, `the client secret of OAuth client ${clientId} is wrong`);
}

type AccessToken = { readonly secret: string; readonly lifetimeSeconds: number };

/** The spellings that the vendor's SDKs take. */
const REPLIES: Record<
  TenantSettings["oauthTokenReply"],
  (token: AccessToken) => { readonly [field: string]: string | number }
> = {
  camelCase: ({ secret, lifetimeSeconds }) => ({
    accessToken: secret,
    tokenType: "Bearer",
    expiresIn: lifetimeSeconds,
  }),
  snake_case: ({ secret, lifetimeSeconds }) => ({
    access_token: secret,
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
  }),
  tokenOnly: ({ secret }) => ({ accessToken: secret }),
};

export const issueAccessToken: PublicRoute = ({ state, request }) => {
  const { username, clientId, tokenExpirySeconds } = authenticated(state, request.body);
  const issuedAt = state.clock.now();
  const lifetimeSeconds = state.settings.oauthTokenLifetimeSeconds || tokenExpirySeconds;
  const secret = mintSecret(state, { username, clientId, issuedAt, lifetimeSeconds });
  state.store.bearers.set(secret, { username, issuedAt, lifetimeSeconds });
  return REPLIES[state.settings.oauthTokenReply]({ secret, lifetimeSeconds });
};
