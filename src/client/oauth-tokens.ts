// `POST /api/service/oauth-clients/token`: an access token for the ID and the secret of an OAuth client. It takes no bearer.
import { Secret } from "../secret.js";
import { lifeOf } from "./credential-expiry.js";
import { firstText, MalformedBodyError, objectOf } from "./json.js";
import type { Call, CallOptions, Http, Reply } from "./request.js";

const PATH = "/api/service/oauth-clients/token";

/** What signs in. */
export interface OAuthClientSecret {
  /** `oauth-client-…` */
  readonly clientId: string;
  readonly clientSecret: Secret;
}

export interface AccessToken {
  readonly secret: Secret;
  /** From when it was asked for. */
  readonly lifetimeSeconds: number;
}

/** What the vendor's Python SDK takes an answer to mean that does not say how long. */
const UNSAID_LIFETIME_SECONDS = 600;

/** It changes nothing that anybody sees, so that it is repeated as a GET is. */
export const accessTokenCall = ({
  clientId,
  clientSecret,
}: OAuthClientSecret): Call<AccessToken> => ({
  method: "POST",
  path: PATH,
  body: { clientId, clientSecret: clientSecret.reveal() },
  isReadOnly: true,
  read: readAccessToken,
});

export const fetchAccessToken = (
  http: Http,
  oauthClient: OAuthClientSecret,
  options: CallOptions,
): Promise<Reply<AccessToken>> => http.request(accessTokenCall(oauthClient), options);

/** In the spelling of either of the vendor's SDKs. */
function readAccessToken(body: unknown): AccessToken {
  const reply = objectOf(body, "the access token");
  const text = firstText(reply.accessToken, reply.access_token);
  if (text === null) {
    throw new MalformedBodyError("the answer has no accessToken, expected a string");
  }
  const secret = new Secret(text);
  const said = reply.expiresIn ?? reply.expires_in ?? null;
  return { secret, lifetimeSeconds: said === null ? unsaid(secret) : secondsOf(said) };
}

/** Between the two moments that it names itself: neither is compared with a clock of ours. */
function unsaid(secret: Secret): number {
  const { issuedAt = null, expiresAt } = lifeOf(secret) ?? {};
  if (issuedAt === null || expiresAt === undefined) return UNSAID_LIFETIME_SECONDS;
  return secondsOf((expiresAt.getTime() - issuedAt.getTime()) / 1_000);
}

function secondsOf(value: unknown): number {
  const seconds = typeof value === "string" ? Number.parseFloat(value) : value;
  if (typeof seconds === "number" && seconds > 0) return seconds;
  throw new MalformedBodyError(
    "expiresIn of the access token is no number above 0, expected the seconds that it lives",
  );
}
