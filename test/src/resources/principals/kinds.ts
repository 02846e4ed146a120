// The kinds of principals that tests play alike: what they are declared with, and how the tenant shows and changes them.

import { type ObjectValue, Secret, UNKNOWN } from "../../../../src/framework/index.js";
import type { TenantSnapshot } from "../../../../src/tenant/index.js";
import { accessTokenIn, askCurrentUser, askForAccessToken } from "../../../program-calls.js";
import type { TestControl } from "../../../tenant-control.js";

/** What a test looks at of one in the tenant. */
export interface Held {
  readonly id: string;
  readonly clientId: string;
  readonly displayName: string;
  readonly description: string;
  readonly personaQualifiedNames: readonly string[];
}

export interface TestKind {
  readonly typeName: string;
  readonly noun: string;
  readonly short: string;
  /** `client_secret` */
  readonly secret: string;
  readonly sealed: string;
  readonly collection: string;
  /** The request that changes one. */
  readonly update: { readonly method: string; readonly path: string };
  readonly defaults: ObjectValue;
  readonly computed: ObjectValue;
  readonly held: (state: TenantSnapshot) => readonly Held[];
  /** As a run that was killed leaves it, made by the same principal. @returns its GUID */
  readonly leave: (
    control: TestControl,
    displayName: string,
    description: string,
  ) => Promise<string>;
  /** What a path names one by. */
  readonly key: (held: Pick<Held, "id" | "clientId">) => string;
  /** What the secret in a state is answered with. */
  readonly statusOf: (baseUrl: string, state: ObjectValue) => Promise<number>;
  /** Settings under which the provider signs in as one of the kind, that its state has. */
  readonly signInAs: (state: ObjectValue) => ObjectValue;
}

const unknown = (names: readonly string[]): ObjectValue =>
  Object.fromEntries(names.map((name) => [name, UNKNOWN]));

const COMPUTED = [
  "id",
  "client_id",
  "username",
  "created_at",
  "created_by",
  "active_ids",
  "active_usernames",
  "ready_for_rotation",
  "rotate_at",
  "retirement_due",
  "retiring",
  "tenant",
];

const DEFAULTS = {
  description: "",
  seal_to: null,
  rotation: null,
  retired_elsewhere: false,
  timeouts: null,
};

const posted = async (control: TestControl, path: string, body: object): Promise<string> => {
  const made = await control.api("POST", path, body);
  return ((await made.json()) as { readonly id: string }).id;
};

const textOf = (secret: unknown): string => (secret instanceof Secret ? secret.reveal() : "");

const currentUserStatus = async (baseUrl: string, bearer: string): Promise<number> =>
  (await askCurrentUser({ baseUrl }, bearer)).status;

export const API_TOKEN: TestKind = {
  typeName: "atlan_api_token",
  noun: "API token",
  short: "token",
  secret: "access_token",
  sealed: "sealed_access_token",
  collection: "/api/service/apikeys",
  update: { method: "POST", path: "^/api/service/apikeys/.+" },
  defaults: {
    ...DEFAULTS,
    persona_qualified_names: null,
    validity_seconds: 157_680_000,
    wait_until_ready: true,
    replace_when_expired: true,
  },
  computed: unknown([...COMPUTED, "expires_at", "expired", "access_token", "sealed_access_token"]),
  held: ({ tokens }) => tokens,
  leave: (control, displayName, description) => control.leaveToken(displayName, description),
  key: ({ id }) => id,
  statusOf: (baseUrl, { access_token }) => currentUserStatus(baseUrl, textOf(access_token)),
  signInAs: ({ access_token }) => ({ api_key: access_token ?? null }),
};

export const OAUTH_CLIENT: TestKind = {
  typeName: "atlan_oauth_client",
  noun: "OAuth client",
  short: "client",
  secret: "client_secret",
  sealed: "sealed_client_secret",
  collection: "/api/service/oauth-clients",
  update: { method: "PUT", path: "^/api/service/oauth-clients/.+" },
  defaults: { ...DEFAULTS, persona_qualified_names: [], role: "Admin" },
  computed: unknown([
    ...COMPUTED,
    "role_name",
    "token_expiry_seconds",
    "client_secret",
    "sealed_client_secret",
  ]),
  held: ({ oauthClients }) => oauthClients,
  leave: (control, displayName, description) =>
    posted(control, "/api/service/oauth-clients", {
      displayName,
      description,
      role: "$admin",
      personaQNs: [],
    }),
  key: ({ clientId }) => clientId,
  statusOf: async (baseUrl, { client_id, client_secret }) => {
    const client = { clientId: client_id, clientSecret: textOf(client_secret) };
    const response = await askForAccessToken({ baseUrl }, client);
    if (!response.ok) return response.status;
    return await currentUserStatus(baseUrl, await accessTokenIn(response));
  },
  signInAs: ({ client_id, client_secret }) => ({
    api_key: null,
    oauth_client_id: client_id ?? null,
    oauth_client_secret: client_secret ?? null,
  }),
};

export const KINDS = [
  ["an API token", API_TOKEN],
  ["an OAuth client", OAUTH_CLIENT],
] as const satisfies readonly (readonly [string, TestKind])[];
