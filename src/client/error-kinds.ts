// Every way a request can fail, as data: its stable code, what it leaves behind, and what it means to a person.

export interface ErrorWords {
  /** What this means, as a sentence. */
  readonly meaning: string;
  /** What to do next, as a sentence. */
  readonly nextStep: string;
}

interface Kind extends ErrorWords {
  readonly code: string;
  /** Whether a write may have taken effect all the same. `if sent`: only if the whole request had left. */
  readonly commits: "never" | "perhaps" | "if sent";
  /** Whether another try may end better. */
  readonly transient: boolean;
}

export const ERROR_KINDS = {
  invalid_request: {
    code: "ATLAN_INVALID_REQUEST",
    commits: "never",
    transient: false,
    meaning: "A value in the request is not valid, so nothing was changed.",
    nextStep: "Correct the value that the tenant names.",
  },
  unauthorized: {
    code: "ATLAN_UNAUTHORIZED",
    commits: "never",
    transient: false,
    meaning: "The tenant does not accept the credential: it is mistyped, expired or deleted.",
    nextStep:
      "Check that the credential belongs to this tenant, or make a new one in Atlan's admin centre.",
  },
  sign_in_failed: {
    code: "ATLAN_SIGN_IN_FAILED",
    commits: "never",
    transient: false,
    meaning: "The tenant gave the OAuth client no access token.",
    nextStep: "Check oauth_client_id and oauth_client_secret.",
  },
  forbidden: {
    code: "ATLAN_FORBIDDEN",
    commits: "never",
    transient: false,
    meaning: "The credential is valid, but it may not do this.",
    nextStep: "Use a credential that has the right, or grant this one the right in Atlan.",
  },
  not_found: {
    code: "ATLAN_NOT_FOUND",
    commits: "never",
    transient: false,
    meaning: "The tenant has nothing at this path, or does not show it to this credential.",
    nextStep: "Check that the object still exists, and that base_url names the right tenant.",
  },
  conflict: {
    code: "ATLAN_CONFLICT",
    commits: "never",
    transient: false,
    meaning: "The request conflicts with what the tenant holds now.",
    nextStep: "Look at the object in Atlan, then plan again.",
  },
  rate_limited: {
    code: "ATLAN_RATE_LIMITED",
    commits: "never",
    transient: true,
    meaning: "The tenant limits how many requests it takes.",
    nextStep:
      "Try again later, or lower max_requests_per_minute. Other programs that call the tenant count too.",
  },
  server_error: {
    code: "ATLAN_SERVER_ERROR",
    commits: "perhaps",
    transient: true,
    meaning: "The tenant failed while it processed the request.",
    nextStep: "Try again. If it fails again, give Atlan's support the request id.",
  },
  not_implemented: {
    code: "ATLAN_NOT_IMPLEMENTED",
    commits: "perhaps",
    transient: false,
    meaning:
      "The tenant does not support this operation. The embedded tenant gives this answer to every operation that it does not simulate.",
    nextStep: "Use a real tenant for this, or leave it out.",
  },
  redirected: {
    code: "ATLAN_REDIRECTED",
    commits: "perhaps",
    transient: false,
    meaning:
      "The address redirects to another one, which the API of an Atlan tenant does not do. Credentials are never sent there.",
    nextStep: "Set base_url to the tenant's own address, https://<tenant>.atlan.com.",
  },
  web_page: {
    code: "ATLAN_WEB_PAGE",
    commits: "never",
    transient: false,
    meaning:
      "The request was refused with a web page, and Atlan's API answers with JSON: something else has answered.",
    nextStep: "Look at what is between here and the tenant: a proxy, a firewall or a login page.",
  },
  proxy_refused: {
    code: "ATLAN_PROXY_REFUSED",
    commits: "never",
    transient: false,
    meaning: "The proxy on the way to the tenant refused the connection, so nothing was sent.",
    nextStep:
      "If the proxy needs credentials, set them in HTTPS_PROXY. To connect without the proxy, list the tenant in NO_PROXY.",
  },
  invalid_proxy: {
    code: "ATLAN_INVALID_PROXY",
    commits: "never",
    transient: false,
    meaning: "HTTPS_PROXY does not name a proxy that can be used, so nothing was sent.",
    nextStep:
      "Correct HTTPS_PROXY, or unset it. To connect without the proxy, list the tenant in NO_PROXY.",
  },
  timeout: {
    code: "ATLAN_TIMEOUT",
    commits: "if sent",
    transient: true,
    meaning: "The tenant received the request and did not answer in time.",
    nextStep: "Try again, or raise request_timeout_seconds.",
  },
  connection_broken: {
    code: "ATLAN_CONNECTION_BROKEN",
    commits: "if sent",
    transient: true,
    meaning: "The connection ended before the answer was complete.",
    nextStep:
      "Try again. If it fails again, look at proxies and firewalls between here and the tenant.",
  },
  unreachable: {
    code: "ATLAN_UNREACHABLE",
    commits: "never",
    transient: true,
    meaning: "No connection to the tenant was made, so nothing was sent.",
    nextStep: "Check base_url, the network, and HTTPS_PROXY where a proxy is needed.",
  },
  tenant_not_running: {
    code: "ATLAN_TENANT_NOT_RUNNING",
    commits: "never",
    // It does not start by itself: who waits for it waits in vain.
    transient: false,
    meaning:
      "Nothing listens on that port of this machine, so nothing was sent. Is the embedded tenant running?",
    nextStep:
      "Run the command with a tenant of its own, `npx cdktf-provider-atlan tenant -- <command>`, or set base_url (ATLAN_BASE_URL) to the address that a running tenant has printed.",
  },
  unknown_host: {
    code: "ATLAN_UNKNOWN_HOST",
    commits: "never",
    transient: false,
    meaning: "DNS does not know the tenant's host name, so nothing was sent.",
    nextStep: "Check the spelling of base_url, and HTTPS_PROXY where a proxy is needed.",
  },
  untrusted_certificate: {
    code: "ATLAN_UNTRUSTED_CERTIFICATE",
    commits: "never",
    transient: false,
    meaning: "The server's certificate could not be verified, so nothing was sent.",
    nextStep:
      "Check base_url. Where a company's proxy or gateway signs certificates, set SSL_CERT_FILE, which Terraform reads too, or NODE_EXTRA_CA_CERTS to the file of its certificate authority.",
  },
  no_tls: {
    code: "ATLAN_NO_TLS",
    commits: "never",
    transient: false,
    meaning:
      "The server at this address does not speak TLS, which https needs, so nothing was sent.",
    nextStep:
      "Check host and port of base_url. The embedded tenant, on a loopback address, needs http://.",
  },
  public_address: {
    code: "ATLAN_PUBLIC_ADDRESS",
    commits: "never",
    transient: false,
    meaning:
      "The host that ATLAN_ALLOW_HTTP_HOST names is at a public address, where plain http would show the credentials to others, so nothing was sent.",
    nextStep:
      "Check the name in base_url, or serve the tenant over TLS and set SSL_CERT_FILE or NODE_EXTRA_CA_CERTS to the file of its certificate authority.",
  },
  malformed_reply: {
    code: "ATLAN_MALFORMED_REPLY",
    commits: "perhaps",
    transient: false,
    meaning: "The answer is not what Atlan's API documents. Something else may have answered.",
    nextStep: "Check that base_url is a tenant, and that no proxy or login page answers for it.",
  },
  stopped: {
    code: "ATLAN_STOPPED",
    commits: "if sent",
    transient: false,
    meaning: "The operation was stopped, or its timeout ended, before the tenant answered.",
    nextStep: "Run again, or raise the timeout in the resource's timeouts block.",
  },
} as const satisfies { readonly [kind: string]: Kind };

export type AtlanErrorKind = keyof typeof ERROR_KINDS;
