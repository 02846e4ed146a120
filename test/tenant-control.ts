// The tenant's control surface and its API, as tests use them.
import type { Fault, LoggedRequest, Tenant, TenantSettings } from "../src/tenant/index.js";

export interface TenantToken {
  readonly id: string;
  readonly clientId: string;
  readonly username: string;
  readonly displayName: string;
  readonly description: string;
  readonly personaQualifiedNames: readonly string[];
  readonly createdAt: string;
  readonly validitySeconds: number;
}

export interface TenantAsset {
  readonly guid: string;
  /** As the tenant shows it; DELETED after `deleteAsset`. */
  readonly status?: "ACTIVE" | "DELETED";
  readonly name: string;
  readonly qualifiedName: string;
  /** Of connections and collections. */
  readonly adminUsers?: readonly string[];
  /** Of collections. */
  readonly viewerUsers?: readonly string[];
}

export interface TenantState {
  readonly tokens: readonly TenantToken[];
  readonly personas: readonly TenantAsset[];
  readonly connections: readonly TenantAsset[];
  readonly collections: readonly TenantAsset[];
  readonly users: readonly { readonly id: string; readonly username: string }[];
}

export interface TenantControl {
  state(): Promise<TenantState>;
  tokensNamed(displayName: string): Promise<readonly TenantToken[]>;
  secrets(): Promise<readonly string[]>;
  /** Without those that fetch access tokens. */
  requests(): Promise<readonly LoggedRequest[]>;
  /** Those that fetch access tokens. */
  signIns(): Promise<readonly LoggedRequest[]>;
  forgetRequests(): Promise<void>;
  settings(settings: Partial<TenantSettings>): Promise<void>;
  faults(...faults: readonly Fault[]): Promise<void>;
  /** Those still to come, in the order they were given, with the times and skips that are left. */
  pendingFaults(): Promise<readonly Fault[]>;
  clearFaults(): Promise<void>;
  advance(seconds: number): Promise<void>;
  /** As a run that was killed leaves it, made by the same API key. @returns its GUID */
  leaveToken(displayName: string, description: string): Promise<string>;
  /** Over the API, as another administrator would. */
  api(method: string, path: string, body?: unknown): Promise<Response>;
}

const ACCESS_TOKENS = "/api/service/oauth-clients/token";
const JSON_HEADERS = { "content-type": "application/json" };

/** The principal that a provider would be which signs in so. */
async function bearerOf(tenant: Tenant, asOAuthClient: boolean): Promise<string> {
  if (!asOAuthClient) return tenant.apiKey;
  const { baseUrl, oauthClientId: clientId, oauthClientSecret: clientSecret } = tenant;
  const response = await fetch(`${baseUrl}${ACCESS_TOKENS}`, {
    method: "POST",
    headers: JSON_HEADERS,
    body: JSON.stringify({ clientId, clientSecret }),
  });
  return ((await response.json()) as { readonly accessToken: string }).accessToken;
}

/** @param asOAuthClient whether `api` and `leaveToken` act as the tenant's OAuth client instead of as its API key */
export function controlOf(tenant: Tenant, asOAuthClient = false): TenantControl {
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: JSON_HEADERS };
    const response = await fetch(`${tenant.baseUrl}/_tenant/${path}`, { method, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`Cannot ${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
  const state = async () => (await control("GET", "state")) as TenantState;
  const logged = async () => (await control("GET", "requests")) as readonly LoggedRequest[];
  const api: TenantControl["api"] = async (method, path, body) =>
    fetch(`${tenant.baseUrl}${path}`, {
      method,
      headers: {
        ...JSON_HEADERS,
        authorization: `Bearer ${await bearerOf(tenant, asOAuthClient)}`,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    state,
    tokensNamed: async (displayName) =>
      (await state()).tokens.filter((token) => token.displayName === displayName),
    secrets: async () => (await control("GET", "secrets")) as readonly string[],
    requests: async () => (await logged()).filter(({ path }) => path !== ACCESS_TOKENS),
    signIns: async () => (await logged()).filter(({ path }) => path === ACCESS_TOKENS),
    forgetRequests: async () => void (await control("DELETE", "requests")),
    settings: async (settings) => void (await control("PUT", "settings", settings)),
    faults: async (...faults) => void (await control("POST", "faults", { faults })),
    pendingFaults: async () =>
      ((await control("GET", "faults")) as { readonly faults: readonly Fault[] }).faults,
    clearFaults: async () => void (await control("DELETE", "faults")),
    advance: async (advanceSeconds) => void (await control("PUT", "clock", { advanceSeconds })),
    leaveToken: async (displayName, description) => {
      const token = { displayName, description, personas: [], personaQualifiedNames: [] };
      const made = await api("POST", "/api/service/apikeys", { ...token, validitySeconds: 3600 });
      return ((await made.json()) as { readonly id: string }).id;
    },
    api,
  };
}
