// The secrets that a state holds, plain or sealed: which of them the tenant does not accept.

import type { State } from "../../src/testing/index.js";
import { accessTokenIn, askCurrentUser, askForAccessToken } from "../program-calls.js";
import { openSealed } from "./sealing.js";
import { type TokenInState, tokensInState } from "./tokens-in-state.js";

/** What calls are sent with; undefined where a client gets no access token. */
async function bearerOf(
  token: TokenInState,
  tenant: { readonly baseUrl: string },
): Promise<string | null | undefined> {
  const clientSecret = await secretOf(token);
  if (token.type === "atlan_api_token") return clientSecret;
  const client = { clientId: token.clientId, clientSecret };
  const response = await askForAccessToken(tenant, client);
  return response.ok ? await accessTokenIn(response) : undefined;
}

async function secretOf({ accessToken, sealedAccessToken }: TokenInState): Promise<string | null> {
  return sealedAccessToken === null ? accessToken : await openSealed(sealedAccessToken);
}

/** The tokens by their addresses' names, and what the tenant said instead. */
export async function deadSecretsOf(
  state: State,
  tenant: { readonly baseUrl: string },
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const token of tokensInState(state)) {
    const response = await askCurrentUser(tenant, await bearerOf(token, tenant));
    const text = await response.text();
    const isIts = response.ok && JSON.parse(text).username === token.username;
    if (!isIts) found.push(`${token.name}: ${response.status} ${text}`);
  }
  return found;
}
