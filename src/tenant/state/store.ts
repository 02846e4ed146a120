// Everything the tenant holds, in memory; rules live elsewhere.
import type { AssetHistory } from "./asset-history.js";
import type { ApiToken, Asset, AssetType, Bearer, OAuthClient, User } from "./entities.js";
import { ALWAYS } from "./history.js";
import { ServiceAccounts } from "./service-accounts.js";

export class Store {
  readonly users: User[] = [];
  /** Names of groups: those that the seed mentions. */
  readonly groups = new Set<string>();
  /** By GUID, in order of creation. */
  readonly assets = new Map<string, AssetHistory>();
  /** By secret. */
  readonly bearers = new Map<string, Bearer>();
  readonly tokens = new ServiceAccounts<ApiToken>();
  readonly oauthClients = new ServiceAccounts<OAuthClient>();
  /** By client id. */
  readonly clientSecrets = new Map<string, string>();

  user(username: string): User | undefined {
    return this.users.find((user) => user.username === username);
  }

  /** Its secret is nobody's from now on. */
  removeToken(id: string, at: number): void {
    const token = this.tokens.remove(id, at);
    for (const [secret, bearer] of this.bearers) {
      if (bearer.username === token?.username) this.bearers.delete(secret);
    }
  }

  /** It gets no access token any more; those that it has work until they expire (atlas-metastore does not introspect them). */
  removeOAuthClient(id: string, at: number): void {
    const client = this.oauthClients.remove(id, at);
    if (client !== undefined) this.clientSecrets.delete(client.clientId);
  }

  /** Whom a bearer stands for: a token that is there, or an OAuth client even if it is gone. */
  serviceAccount(username: string): ApiToken | OAuthClient | undefined {
    return this.tokens.named(username) ?? this.oauthClients.lastKnown(username);
  }

  /** Since a token or OAuth client was made. What the seed made, and people, were always there. */
  ageMs(username: string, now: number): number {
    const madeAt = this.tokens.madeAt(username) ?? this.oauthClients.madeAt(username) ?? ALWAYS;
    return now - madeAt;
  }

  /** What Keycloak knows: people and the service accounts of tokens and OAuth clients. */
  knowsUsername(username: string): boolean {
    const known = this.user(username) ?? this.tokens.named(username);
    return (known ?? this.oauthClients.named(username)) !== undefined;
  }

  activeAssets(typeName: AssetType): Asset[] {
    return [...this.assets.values()]
      .map((history) => history.current)
      .filter((asset) => asset.typeName === typeName && asset.status === "ACTIVE");
  }

  personas(): Asset[] {
    return this.activeAssets("Persona");
  }

  persona(qualifiedName: string): Asset | undefined {
    return this.personas().find((persona) => persona.attributes.qualifiedName === qualifiedName);
  }
}
