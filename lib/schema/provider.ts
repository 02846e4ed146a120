// The provider block: which tenant, which credentials, and the limits of requests.

import { defineSchema } from "./core";
import { MAX_VALIDITY_SECONDS } from "./lifetime";

/** Where each setting comes from when the configuration leaves it out. */
export const PROVIDER_ENVIRONMENT = {
  base_url: "ATLAN_BASE_URL",
  api_key: "ATLAN_API_KEY",
  oauth_client_id: "ATLAN_OAUTH_CLIENT_ID",
  oauth_client_secret: "ATLAN_OAUTH_CLIENT_SECRET",
  user_bearer_token: "ATLAN_USER_BEARER_TOKEN",
} as const;

/** What holds where neither the configuration nor the environment says otherwise. */
export const PROVIDER_DEFAULTS = {
  max_retries: 5,
  /** None for a loopback address. */
  max_requests_per_minute: 200,
  request_timeout_seconds: 60,
  max_concurrent_requests: 8,
  warn_before_expiry_seconds: 30 * 24 * 60 * 60,
} as const;

/** What the client may accept, as far as a pattern can say it: which host plain HTTP may lead to, the environment tells. */
const TENANT_ADDRESS =
  /^\s*(https:\/\/|http:\/\/(?![^\s/]*\batlan\.com(:\d+)?\/*\s*$))[^\s/?#@]+\/*\s*$/i;

export const provider = defineSchema({
  typeName: "atlan",
  kind: "provider",
  noun: "provider",
  version: 0,
  description: "Declares Atlan API tokens, and what each token may do.",
  attributes: {
    base_url: {
      type: "string",
      mode: "optional",
      description: "The tenant's address. Left out: the environment variable `ATLAN_BASE_URL`.",
      rules: [
        {
          rule: "matches",
          pattern: TENANT_ADDRESS,
          expected:
            "`https://<tenant>.atlan.com` without a path (plain `http` only to a loopback address, or to the host that `ATLAN_ALLOW_HTTP_HOST` names)",
        },
      ],
    },
    api_key: {
      type: "string",
      mode: "optional",
      sensitive: true,
      description:
        "An API token with admin rights: it manages tokens and reads personas. It sees a connection or collection only if it created it, is one of its admins or viewers, or has a persona that allows it. Left out: the environment variable `ATLAN_API_KEY`.",
    },
    oauth_client_id: {
      type: "string",
      mode: "optional",
      description:
        "The client ID of an OAuth client whose role is Admin, `oauth-client-…`, to sign in as it instead of with `api_key`. It sees what an API key in its place would see. Not together with `api_key`. Left out: the environment variable `ATLAN_OAUTH_CLIENT_ID`; where the environment has an API key too, the API key counts, with a warning.",
    },
    oauth_client_secret: {
      type: "string",
      mode: "optional",
      sensitive: true,
      description:
        "The secret of that OAuth client. The plugin gets a short-lived access token for it, keeps that in memory only, and renews it in time. Left out: the environment variable `ATLAN_OAUTH_CLIENT_SECRET`.",
    },
    user_bearer_token: {
      type: "string",
      mode: "optional",
      sensitive: true,
      description:
        "A person's short-lived bearer token, to act as that person where the API key may not. Spaces and quotes around it, and a leading `Bearer `, are removed. Left out: the environment variable `ATLAN_USER_BEARER_TOKEN`.",
    },
    max_retries: {
      type: "number",
      mode: "optional",
      description: `How often a failed request that may be repeated is repeated, 0 to 10. A 429 (too many requests) does not count: the plugin waits, as long as the operation's timeout allows. Default ${PROVIDER_DEFAULTS.max_retries}.`,
      rules: [{ rule: "whole_number", min: 0, max: 10 }],
    },
    max_requests_per_minute: {
      type: "number",
      mode: "optional",
      description: `The most requests in any 60 seconds, 0 to 100000; 0: no limit. Default ${PROVIDER_DEFAULTS.max_requests_per_minute}, and no limit for a loopback address. Atlan publishes 400 a minute for a whole tenant, shared with everything else that calls it, and blocks a caller that exceeds it, for one minute. Each provider block and each run of Terraform counts only its own requests: with several, set it lower.`,
      rules: [{ rule: "whole_number", min: 0, max: 100_000 }],
    },
    request_timeout_seconds: {
      type: "number",
      mode: "optional",
      description: `How long one try of one request may take, in seconds. Token creation gets three times that. Default ${PROVIDER_DEFAULTS.request_timeout_seconds}.`,
      rules: [{ rule: "whole_number", min: 1, max: 3600 }],
    },
    max_concurrent_requests: {
      type: "number",
      mode: "optional",
      description: `How many requests run at the same time, 1 to 64. Default ${PROVIDER_DEFAULTS.max_concurrent_requests}.`,
      rules: [{ rule: "whole_number", min: 1, max: 64 }],
    },
    warn_before_expiry_seconds: {
      type: "number",
      mode: "optional",
      description: `A plan warns of API tokens that expire within this many seconds, and of the API key if it does: of one with a short life only in the last third of it, and not of a token that is rotated before. It also warns of tokens that never expire. 0: no such warning. Default ${PROVIDER_DEFAULTS.warn_before_expiry_seconds} (30 days).`,
      rules: [{ rule: "whole_number", min: 0, max: MAX_VALIDITY_SECONDS }],
    },
    accept_from_tenants: {
      type: ["list", "string"],
      mode: "optional",
      description:
        "Other addresses of this tenant, such as the one it had before, that objects in the state may belong to. Objects that are found under `base_url` then move to it; one that is not found there is an error, and does not count as deleted. Left out: objects of another address are refused.",
      rules: [{ rule: "no_blank_element" }],
    },
  },
});
