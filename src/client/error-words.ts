// What a failed request means and what to do next: the words of its kind, or better ones where the answer tells more.
import { toRfc3339 } from "../rfc3339.js";
import type { CredentialName } from "./credential.js";
import { type AtlanErrorKind, ERROR_KINDS, type ErrorWords } from "./error-kinds.js";
import { signInWords } from "./sign-in-words.js";

export interface FailureFacts {
  readonly kind: AtlanErrorKind;
  readonly path: string;
  readonly origin: string;
  readonly isHtml: boolean;
  readonly credentialExpiredAt: Date | null;
  readonly credentialName: CredentialName;
  readonly status: number | null;
  readonly tenantMessage: string | null;
}

/** What stands for a body in HTML. */
export const HTML_PAGE = "an HTML page";

/** Lists and searches, which are there in every tenant, whatever it holds. */
const EVERY_TENANTS_PATH =
  /^\/api\/(service\/(apikeys|personas|users|users\/current|whoami|roles)|meta\/search\/indexsearch|meta\/types\/typedefs)$/;

export function wordsOf(failure: FailureFacts): ErrorWords {
  const { kind, origin, credentialExpiredAt, tenantMessage } = failure;
  if (credentialExpiredAt !== null) return expired(credentialExpiredAt);
  if (isPage(failure)) {
    return {
      meaning: `${origin} answers with a web page, and Atlan's API with JSON: this does not look like Atlan.`,
      nextStep: OWN_ADDRESS,
    };
  }
  if (kind === "sign_in_failed") return signInWords(failure);
  if (failure.credentialName === "OAuth client") {
    const words = OAUTH_CLIENT_WORDS[kind];
    if (words !== undefined) return words;
  }
  if (kind === "not_found" && EVERY_TENANTS_PATH.test(failure.path)) {
    return {
      meaning: `Every Atlan tenant has this path, and ${origin} does not: this does not look like Atlan.`,
      nextStep: OWN_ADDRESS,
    };
  }
  return kind === "invalid_request" && tenantMessage === null ? REFUSED_UNSAID : ERROR_KINDS[kind];
}

const REFUSED_UNSAID: ErrorWords = {
  meaning: "The tenant does not take the request, so nothing was changed. It does not say why.",
  nextStep: "If it goes on, give Atlan's support the request id.",
};

/** What a kind means to whoever signed in as an OAuth client, where it is something else than for a credential that stays. */
const OAUTH_CLIENT_WORDS: { readonly [Kind in AtlanErrorKind]?: ErrorWords } = {
  unauthorized: {
    meaning:
      "The tenant refuses an access token that it has just given to the OAuth client. A client that was created a moment ago may not be active yet.",
    nextStep:
      "Try again in a minute. If it fails again, check in Atlan that the OAuth client still exists.",
  },
  forbidden: {
    meaning: "The OAuth client signed in, but neither its role nor its personas allow this.",
    nextStep:
      "To manage API tokens, sign in as an OAuth client whose role is Admin (`$admin`). Role and personas of a client cannot be changed: create another one in Atlan.",
  },
};

const OWN_ADDRESS =
  "Set base_url (ATLAN_BASE_URL) to the address at which people open Atlan, https://<tenant>.atlan.com. If that is what it is, a proxy, a firewall or a login page answers in its place.";

/** A gateway's page for an overload or a failure says nothing of what is behind it. */
const isPage = ({ kind, isHtml }: FailureFacts): boolean =>
  isHtml && ["web_page", "malformed_reply", "sign_in_failed"].includes(kind);

const expired = (at: Date): ErrorWords => ({
  meaning: `The credential expired at ${toRfc3339(at)}.`,
  nextStep:
    "Make a new one in Atlan (for an API key: Admin, API tokens, Generate API token), and give it to the provider.",
});
