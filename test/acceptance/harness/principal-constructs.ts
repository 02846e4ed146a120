// The constructs of principals with a secret, in one table: what an app writes for each, and whether a secret of each still works.

import type { Tenant, TenantSnapshot } from "../../../src/tenant/index.js";
import { askCurrentUser, askForAccessToken } from "../../program-calls.js";

/** As a delivery's command writes it down: a token's secret, or a client's ID and its secret. */
type Delivered = string | undefined;

export interface PrincipalConstruct {
  readonly noun: string;
  /** The class, of the package. */
  readonly construct: string;
  readonly type: string;
  /** What has to be said beside the name. */
  readonly required: string;
  /** The property that holds the secret. */
  readonly secret: string;
  readonly principalsOf: (
    state: TenantSnapshot,
  ) => TenantSnapshot["tokens"] | TenantSnapshot["oauthClients"];
  /** A command that appends what was delivered to the file `delivered`. */
  readonly deliver: string;
  /** What the tenant answers to whoever uses what was delivered. */
  readonly statusOf: (tenant: Tenant, delivered: Delivered) => Promise<number>;
}

const apiToken: PrincipalConstruct = {
  noun: "token",
  construct: "AtlanApiToken",
  type: "atlan_api_token",
  required: "",
  secret: "accessToken",
  principalsOf: ({ tokens }) => tokens,
  deliver: `printf '%s\\n' "\${ATLAN_DELIVERED_TOKEN}" >> delivered`,
  statusOf: async (tenant, secret) => (await askCurrentUser(tenant, secret)).status,
};

const oauthClient: PrincipalConstruct = {
  noun: "client",
  construct: "AtlanOauthClient",
  type: "atlan_oauth_client",
  required: 'role: "Member",',
  secret: "clientSecret",
  principalsOf: ({ oauthClients }) => oauthClients,
  deliver: `printf '%s %s\\n' "\${ATLAN_DELIVERED_CLIENT_ID}" "\${ATLAN_DELIVERED_CLIENT_SECRET}" >> delivered`,
  statusOf: async (tenant, delivered = "") => {
    const [clientId, clientSecret] = delivered.split(" ");
    return (await askForAccessToken(tenant, { clientId, clientSecret })).status;
  },
};

export const principalConstructs: readonly PrincipalConstruct[] = [apiToken, oauthClient];
