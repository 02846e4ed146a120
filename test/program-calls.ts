// What a program asks a tenant first: for an access token, where it is an OAuth client, and who it is.

export const ACCESS_TOKENS = "/api/service/oauth-clients/token";

interface ClientCredentials {
  readonly clientId: unknown;
  readonly clientSecret: unknown;
}

/** The answer, whatever it is. */
export const askForAccessToken = (
  { baseUrl }: { readonly baseUrl: string },
  { clientId, clientSecret }: ClientCredentials,
): Promise<Response> =>
  fetch(`${baseUrl}${ACCESS_TOKENS}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientId, clientSecret }),
  });

/** @throws where it is refused */
export async function accessTokenIn(response: Response): Promise<string> {
  const body = await response.text();
  if (!response.ok) throw new Error(`Cannot sign in: ${response.status} ${body}, expected 200`);
  return (JSON.parse(body) as { readonly accessToken: string }).accessToken;
}

/** Whose bearer it is. */
export const askCurrentUser = (
  { baseUrl }: { readonly baseUrl: string },
  bearer: unknown,
): Promise<Response> =>
  fetch(`${baseUrl}/api/service/users/current`, { headers: { authorization: `Bearer ${bearer}` } });
