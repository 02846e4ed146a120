// The principals that stacks declare, in one table: what holds for one of them has to hold for the other.
import type { Construct } from "constructs";
import {
  AtlanApiToken,
  AtlanOauthClient,
  type AtlanOauthClientProps,
  type AtlanPrincipalProps,
  type AtlanProviderProps,
  DataAtlanApiToken,
  DataAtlanOauthClient,
} from "../../lib";

export type Principal = AtlanApiToken | AtlanOauthClient;

/** What both kinds take. */
type CommonProps = Partial<AtlanPrincipalProps> &
  Pick<AtlanOauthClientProps, "personas" | "rotation">;

export interface PrincipalRow {
  readonly noun: string;
  /** What messages call one. */
  readonly word: string;
  readonly type: string;
  readonly secret: string;
  readonly sealedSecret: string;
  /** The usual variables of a delivery, for the two forms. */
  readonly variable: string;
  readonly sealedVariable: string;
  /** What else a delivery hands over, by attribute. */
  readonly alongside: Readonly<Record<string, string>>;
  readonly construct: typeof AtlanApiToken | typeof AtlanOauthClient;
  readonly lookup: typeof DataAtlanApiToken | typeof DataAtlanOauthClient;
  readonly declare: (scope: Construct, id: string, props?: CommonProps) => Principal;
  readonly found: (scope: Construct, id: string) => DataAtlanApiToken | DataAtlanOauthClient;
  readonly secretOf: (principal: Principal) => string;
  /** The props of a provider that signs in as the principal. */
  readonly signIn: (principal: Principal) => AtlanProviderProps;
}

const token: PrincipalRow = {
  noun: "API token",
  word: "token",
  type: "atlan_api_token",
  secret: "access_token",
  sealedSecret: "sealed_access_token",
  variable: "ATLAN_DELIVERED_TOKEN",
  sealedVariable: "ATLAN_DELIVERED_SEALED_TOKEN",
  alongside: {},
  construct: AtlanApiToken,
  lookup: DataAtlanApiToken,
  declare: (scope, id, props) => new AtlanApiToken(scope, id, { displayName: id, ...props }),
  found: (scope, id) => new DataAtlanApiToken(scope, id, { id: "x" }),
  secretOf: (principal) => Reflect.get(principal, "accessToken"),
  signIn: (principal) => ({ apiKey: token.secretOf(principal) }),
};

const client: PrincipalRow = {
  noun: "OAuth client",
  word: "client",
  type: "atlan_oauth_client",
  secret: "client_secret",
  sealedSecret: "sealed_client_secret",
  variable: "ATLAN_DELIVERED_CLIENT_SECRET",
  sealedVariable: "ATLAN_DELIVERED_SEALED_CLIENT_SECRET",
  alongside: { ATLAN_DELIVERED_CLIENT_ID: "client_id" },
  construct: AtlanOauthClient,
  lookup: DataAtlanOauthClient,
  declare: (scope, id, props) =>
    new AtlanOauthClient(scope, id, { displayName: id, role: "Member", ...props }),
  found: (scope, id) => new DataAtlanOauthClient(scope, id, { id: "x" }),
  secretOf: (principal) => Reflect.get(principal, "clientSecret"),
  signIn: (principal) => ({
    oauthClientId: principal.clientId,
    oauthClientSecret: client.secretOf(principal),
  }),
};

export const principals: readonly PrincipalRow[] = [token, client];
