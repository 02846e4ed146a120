// Checks of what the environment says: the tenant's address, the credentials, the way to it, and whom Node trusts on that way.
import { connect as connectTo } from "node:net";
import { PROVIDER_ENVIRONMENT } from "../../../lib/schema/index.js";
import { ProxyError, proxyFor, readTrust } from "../../client/index.js";
import { broken, type Check, type Finding, notChecked, ok, warning } from "./check.js";
import type { DoctorContext } from "./context.js";
import {
  type Attribute,
  problemOf,
  SIGN_IN,
  settingOf,
  usableBaseUrl,
} from "./environment-settings.js";

export const NO_ADDRESS = "there is no tenant's address";

export const baseUrl: Check = {
  id: "base_url",
  title: "Base URL",
  run: (context) =>
    problemFinding(context, ["base_url"]) ??
    ok(String(usableBaseUrl(context.environment.variables)?.origin)),
};

export const credentials: Check = {
  id: "credentials",
  title: "Credentials",
  run: (context) => {
    const problem = problemFinding(context, SIGN_IN);
    if (problem !== undefined) return problem;
    const hasKey = settingOf(context.environment.variables, "api_key") !== "";
    const hasClient = settingOf(context.environment.variables, "oauth_client_id") !== "";
    if (!hasKey) return ok("an OAuth client, from the environment");
    const { api_key, oauth_client_id, oauth_client_secret } = PROVIDER_ENVIRONMENT;
    return hasClient
      ? warning(
          "an API key and an OAuth client are set: the API key counts",
          `To sign in as the OAuth client, unset ${api_key}; to sign in with the key, unset ${oauth_client_id} and ${oauth_client_secret}.`,
        )
      : ok("an API key, from the environment");
  },
};

/** How long a proxy may take to accept a connection. */
const PROXY_TIMEOUT_MS = 10_000;

const proxy: Check = {
  id: "proxy",
  title: "Proxy",
  run: async (context) => {
    const address = usableBaseUrl(context.environment.variables);
    if (address === undefined) return notChecked(NO_ADDRESS, baseUrl);
    const { variables } = context.environment;
    try {
      const found = proxyFor(address, variables);
      return found === null ? directWay(variables) : await reach(found, context);
    } catch (error) {
      if (!(error instanceof ProxyError)) throw error;
      return broken(error.message, "Correct HTTPS_PROXY, or unset it.");
    }
  },
};

const certificates: Check = {
  id: "certificates",
  title: "Certificates",
  run: ({ environment: { variables } }) => {
    const problems = readTrust(variables).problems();
    if (problems.length > 0) {
      return broken(
        problems.join("; "),
        "Name a PEM file that can be read and holds the certificate authority, or unset the variable.",
      );
    }
    const added = AUTHORITIES.filter((name) => variables[name]);
    return ok(["Node's own", ...added.map((name) => `${name} (${variables[name]})`)].join(", "));
  },
};

const AUTHORITIES = ["SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS"] as const;

/** What is missing or wrong of these settings; where the configuration sets them, the environment need not. */
function problemFinding(
  context: DoctorContext,
  attributes: readonly Attribute[],
): Finding | undefined {
  const problem = problemOf(context.environment.variables, attributes);
  if (problem === undefined) return undefined;
  const isUnset = attributes.every(
    (attribute) => settingOf(context.environment.variables, attribute) === "",
  );
  const configured = attributes.find((attribute) => isConfigured(context, attribute));
  if (isUnset && configured !== undefined) {
    return notChecked(
      `the provider block sets ${configured}; export ${PROVIDER_ENVIRONMENT[configured]} to have it checked`,
    );
  }
  return broken(problem.summary, problem.detail);
}

/** By its looks: a comment that names it counts too. */
const isConfigured = ({ project }: DoctorContext, attribute: Attribute): boolean =>
  project.configurations.some(({ text }) => new RegExp(`\\b${attribute}"?\\s*[=:]`).test(text));

function directWay(variables: DoctorContext["environment"]["variables"]): Finding {
  const isSet = Boolean(variables.HTTPS_PROXY || variables.https_proxy);
  return ok(
    isSet ? "none for this address, although HTTPS_PROXY is set" : "none, the way is direct",
  );
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { "https:": 443, "http:": 80 };
const SOCKS_PORT = 1_080;

/** Only whether it accepts a connection: what it allows shows the request to the tenant. */
async function reach(url: URL, { signal }: DoctorContext): Promise<Finding> {
  const port = Number(url.port) || (DEFAULT_PORTS[url.protocol] ?? SOCKS_PORT);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const name = `${url.protocol}//${url.host}`;
  const failure = await new Promise<string | undefined>((resolve) => {
    const socket = connectTo({ host, port, signal });
    const end = (reason?: string) => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(PROXY_TIMEOUT_MS, () => end(`no answer in ${PROXY_TIMEOUT_MS / 1_000} s`));
    socket.once("connect", () => end());
    socket.once("error", (error) => end(error.message));
  });
  signal.throwIfAborted();
  if (failure === undefined) return ok(`${name} accepts connections`);
  return broken(
    `${name} cannot be reached: ${failure}`,
    "Correct HTTPS_PROXY, or list the tenant's host in NO_PROXY to connect without it.",
  );
}

export const settingChecks: readonly Check[] = [baseUrl, credentials, proxy, certificates];
