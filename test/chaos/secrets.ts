// The secrets that a state holds, plain or sealed: which of them the tenant does not accept.

import type { State } from "../../src/testing/index.js";
import { openSealed } from "./sealing.js";
import { type TokenInState, tokensInState } from "./tokens-in-state.js";

async function secretOf({ accessToken, sealedAccessToken }: TokenInState): Promise<string | null> {
  return sealedAccessToken === null ? accessToken : await openSealed(sealedAccessToken);
}

/** The tokens by their addresses' names, and what the tenant said instead. */
export async function deadSecretsOf(
  state: State,
  { baseUrl }: { readonly baseUrl: string },
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const token of tokensInState(state)) {
    const headers = { authorization: `Bearer ${await secretOf(token)}` };
    const response = await fetch(`${baseUrl}/api/service/users/current`, { headers });
    const text = await response.text();
    const isIts = response.ok && JSON.parse(text).username === token.username;
    if (!isIts) found.push(`${token.name}: ${response.status} ${text}`);
  }
  return found;
}
