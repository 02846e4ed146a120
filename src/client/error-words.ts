// What a failed request means and what to do next: the words of its kind, or better ones where the answer tells more.
import { type AtlanErrorKind, ERROR_KINDS } from "./error-kinds.js";

export interface ErrorWords {
  /** What this means, as a sentence. */
  readonly meaning: string;
  /** What to do next, as a sentence. */
  readonly nextStep: string;
}

export interface FailureFacts {
  readonly kind: AtlanErrorKind;
  readonly path: string;
  readonly origin: string;
  readonly isHtml: boolean;
  readonly credentialExpiredAt: Date | null;
}

/** What stands for a body in HTML. */
export const HTML_PAGE = "an HTML page";

/** Lists and searches, which are there in every tenant, whatever it holds. */
const EVERY_TENANTS_PATH =
  /^\/api\/(service\/(apikeys|personas|users|users\/current|whoami|roles)|meta\/search\/indexsearch|meta\/types\/typedefs)$/;

export function wordsOf(failure: FailureFacts): ErrorWords {
  const { kind, origin, credentialExpiredAt } = failure;
  if (credentialExpiredAt !== null) return expired(credentialExpiredAt);
  if (isPage(failure)) {
    return {
      meaning: `${origin} answers with a web page, and Atlan's API with JSON: this does not look like Atlan.`,
      nextStep: OWN_ADDRESS,
    };
  }
  if (kind === "not_found" && EVERY_TENANTS_PATH.test(failure.path)) {
    return {
      meaning: `Every Atlan tenant has this path, and ${origin} does not: this does not look like Atlan.`,
      nextStep: OWN_ADDRESS,
    };
  }
  return ERROR_KINDS[kind];
}

const OWN_ADDRESS =
  "Set base_url (ATLAN_BASE_URL) to the address at which people open Atlan, https://<tenant>.atlan.com. If that is what it is, a proxy, a firewall or a login page answers in its place.";

/** A gateway's page for an overload or a failure says nothing of what is behind it. */
const isPage = ({ kind, isHtml }: FailureFacts): boolean =>
  isHtml && ["not_found", "forbidden", "invalid_request", "malformed_reply"].includes(kind);

const expired = (at: Date): ErrorWords => ({
  meaning: `The credential expired at ${at.toISOString().slice(0, 19)}Z.`,
  nextStep:
    "Make a new one in Atlan (for an API key: Admin, API tokens, Generate API token), and give it to the provider.",
});
