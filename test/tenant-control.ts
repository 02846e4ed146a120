// The kit's control of a tenant, and its API as another administrator calls it.
import type {
  LoggedRequest,
  Tenant,
  TenantAsset,
  TenantCollection,
  TenantControl,
} from "../src/tenant/index.js";
import { ACCESS_TOKENS, accessTokenIn, askForAccessToken } from "./program-calls.js";

/** A connection or a collection, whichever a test is about. */
export type ListedAsset = TenantAsset &
  Partial<Pick<TenantCollection, "adminUsers" | "viewerUsers">>;

export interface TestControl extends TenantControl {
  /** Without those that fetch access tokens. */
  requests(): Promise<readonly LoggedRequest[]>;
  /** Those that fetch access tokens. */
  signIns(): Promise<readonly LoggedRequest[]>;
  /** As a run that was killed leaves it, made by the same API key. @returns its GUID */
  leaveToken(displayName: string, description: string): Promise<string>;
  /** Over the API, as another administrator would. */
  api(method: string, path: string, body?: unknown): Promise<Response>;
}

/** Of a request that is carried out, and answered, when the faults are cleared: the test says when, however slow the machine is. */
export const HELD_UP = { delayMs: 3_600_000 } as const;

const JSON_HEADERS = { "content-type": "application/json" };

/** The principal that a provider would be which signs in so. */
async function bearerOf(tenant: Tenant, asOAuthClient: boolean): Promise<string> {
  if (!asOAuthClient) return tenant.apiKey;
  const { oauthClientId: clientId, oauthClientSecret: clientSecret } = tenant;
  return accessTokenIn(await askForAccessToken(tenant, { clientId, clientSecret }));
}

/** @param asOAuthClient whether `api` and `leaveToken` act as the tenant's OAuth client instead of as its API key */
export function controlOf(tenant: Tenant, asOAuthClient = false): TestControl {
  const { control } = tenant;
  const api: TestControl["api"] = async (method, path, body) =>
    fetch(`${tenant.baseUrl}${path}`, {
      method,
      headers: {
        ...JSON_HEADERS,
        authorization: `Bearer ${await bearerOf(tenant, asOAuthClient)}`,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    ...control,
    requests: async () => (await control.requests()).filter(({ path }) => path !== ACCESS_TOKENS),
    signIns: async () => (await control.requests()).filter(({ path }) => path === ACCESS_TOKENS),
    leaveToken: async (displayName, description) => {
      const token = { displayName, description, personas: [], personaQualifiedNames: [] };
      const made = await api("POST", "/api/service/apikeys", { ...token, validitySeconds: 3600 });
      return ((await made.json()) as { readonly id: string }).id;
    },
    api,
  };
}
