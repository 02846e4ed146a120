// What it means that an OAuth client got no access token. No source states how Atlan refuses, so the tenant's own words decide.
import type { ErrorWords } from "./error-kinds.js";

export interface SignInFacts {
  readonly status: number | null;
  readonly tenantMessage: string | null;
  readonly origin: string;
}

const CLIENT_ID = "oauth_client_id (ATLAN_OAUTH_CLIENT_ID)";
const CLIENT_SECRET = "oauth_client_secret (ATLAN_OAUTH_CLIENT_SECRET)";
const ANOTHER_CLIENT =
  "Atlan shows a client secret once: where it is lost, create another OAuth client in Atlan (Admin, OAuth clients), and give the provider its ID and secret.";

const UNKNOWN_CLIENT = /not found|unknown|no such|not exist|invalid_client\b/i;
const WRONG_SECRET = /secret/i;

/** Statuses of a path that is not there. Credentials that are wrong have others. */
const WITHOUT_PATH = [404, 405, 410, 501];

export function signInWords({ status, tenantMessage, origin }: SignInFacts): ErrorWords {
  const words = tenantMessage ?? "";
  if (/client/i.test(words) && WRONG_SECRET.test(words)) {
    return {
      meaning: "The tenant does not accept the secret of the OAuth client.",
      nextStep: `Check ${CLIENT_SECRET}. ${ANOTHER_CLIENT}`,
    };
  }
  if (/client/i.test(words) && UNKNOWN_CLIENT.test(words)) {
    return {
      meaning:
        "The tenant has no OAuth client with this ID: it is mistyped, of another tenant, or deleted.",
      nextStep: `Check ${CLIENT_ID}, which begins with oauth-client-, and base_url, ${origin}.`,
    };
  }
  if (status !== null && WITHOUT_PATH.includes(status)) {
    return {
      meaning: `${origin} does not give access tokens to OAuth clients: this tenant does not have them yet, or it is not Atlan.`,
      nextStep:
        "Check base_url (ATLAN_BASE_URL). Where Atlan's admin centre has no OAuth clients, sign in with an API token: api_key (ATLAN_API_KEY).",
    };
  }
  if (status !== null && status < 300) {
    return {
      meaning: "The answer holds no access token as Atlan's API documents it.",
      nextStep:
        "Check that base_url is a tenant, and that no proxy or login page answers for it. Give Atlan's support the request id.",
    };
  }
  return {
    meaning:
      "The tenant does not accept this ID and secret: the secret is wrong, or the OAuth client is unknown or deleted.",
    nextStep: `Check ${CLIENT_ID} and ${CLIENT_SECRET}. ${ANOTHER_CLIENT}`,
  };
}
