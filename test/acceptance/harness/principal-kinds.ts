// The kinds of principals with a one-time secret, in one table: how HCL declares one, and which requests make, finish and list it.

import type { Tenant, TenantSnapshot } from "../../../src/tenant/index.js";
import { accessTokenIn, askForAccessToken } from "../../program-calls.js";
import type { TestControl } from "../../tenant-control.js";
import type { SignIn } from "./sign-in.js";

interface Request {
  readonly method: string;
  readonly path: string;
}

type Held = TenantSnapshot["tokens"][number] | TenantSnapshot["oauthClients"][number];

export interface PrincipalKind {
  readonly noun: string;
  /** In the refusals of the provider. */
  readonly short: string;
  readonly type: string;
  /** What has to be said beside the name. */
  readonly required: readonly string[];
  /** The attribute of the secret. */
  readonly secret: string;
  readonly collection: string;
  readonly create: Request;
  readonly finish: Request;
  readonly list: Request;
  /** What messages say to do about one that is left over. */
  readonly deletion: string;
  /** Whoever signs in so is one of the kind. */
  readonly signIn: SignIn;
  /** What calls with the secret of these attributes send. */
  readonly bearerOf: (
    tenant: Tenant,
    attributes: Readonly<Record<string, unknown>>,
  ) => Promise<string>;
  readonly all: (state: TenantSnapshot) => readonly Held[];
}

const apiToken: PrincipalKind = {
  noun: "API token",
  short: "token",
  type: "atlan_api_token",
  required: [],
  secret: "access_token",
  collection: "/api/service/apikeys",
  create: { method: "POST", path: "^/api/service/apikeys/?$" },
  finish: { method: "POST", path: "^/api/service/apikeys/.+" },
  list: { method: "GET", path: "^/api/service/apikeys$" },
  deletion: "DELETE /api/service/apikeys/<id>",
  signIn: "api_key",
  bearerOf: async (_tenant, { access_token }) => String(access_token),
  all: ({ tokens }) => tokens,
};

const oauthClient: PrincipalKind = {
  noun: "OAuth client",
  short: "client",
  type: "atlan_oauth_client",
  required: ['role = "Admin"'],
  secret: "client_secret",
  collection: "/api/service/oauth-clients",
  create: { method: "POST", path: "^/api/service/oauth-clients$" },
  finish: { method: "PUT", path: "^/api/service/oauth-clients/.+" },
  list: { method: "GET", path: "^/api/service/oauth-clients$" },
  deletion: "DELETE /api/service/oauth-clients/<client ID>",
  signIn: "oauth_client",
  bearerOf: async (tenant, { client_id: clientId, client_secret: clientSecret }) =>
    accessTokenIn(await askForAccessToken(tenant, { clientId, clientSecret })),
  all: ({ oauthClients }) => oauthClients,
};

export const principalKinds: readonly PrincipalKind[] = [apiToken, oauthClient];

/** The resource `loader` of the kind. */
export const declared = ({ type, required }: PrincipalKind, ...lines: readonly string[]): string =>
  `resource "${type}" "loader" {\n  ${[...required, ...lines].join("\n  ")}\n}\n`;

export const addressOf = ({ type }: PrincipalKind): string => `${type}.loader`;

export const heldAs = async (
  { all }: PrincipalKind,
  control: TestControl,
  name: string,
): Promise<readonly Held[]> =>
  all(await control.state()).filter(({ displayName }) => displayName === name);
