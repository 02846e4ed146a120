// Tokens and OAuth clients alike: what declares one, and where the tenant's state has it.
import type { TenantOAuthClient, TenantSnapshot, TenantToken } from "../../src/tenant/index.js";
import type { TokenNode } from "./graph.js";

export type Held = TenantToken | TenantOAuthClient;

export const heldIn = ({ tokens, oauthClients }: TenantSnapshot): readonly Held[] => [
  ...tokens,
  ...oauthClients,
];

interface PrincipalType {
  readonly type: "atlan_api_token" | "atlan_oauth_client";
  /** The attribute of the secret. */
  readonly secret: string;
}

const API_TOKEN: PrincipalType = { type: "atlan_api_token", secret: "access_token" };
const OAUTH_CLIENT: PrincipalType = { type: "atlan_oauth_client", secret: "client_secret" };

export const PRINCIPAL_TYPES: readonly PrincipalType[] = [API_TOKEN, OAUTH_CLIENT];

export const isClient = ({ role }: Pick<TokenNode, "role">): boolean => role !== undefined;

export const typeOf = (node: Pick<TokenNode, "role">): PrincipalType =>
  isClient(node) ? OAUTH_CLIENT : API_TOKEN;

export const addressOf = (node: Pick<TokenNode, "role" | "name">): string =>
  `${typeOf(node).type}.${node.name}`;

/** Of the API. */
export const pathOf = (held: Held): string =>
  "role" in held
    ? `/api/service/oauth-clients/${held.clientId}`
    : `/api/service/apikeys/${held.id}`;
