// Everything the tenant holds, in memory; rules live elsewhere.
import type { AssetHistory } from "./asset-history.js";
import type { Bearer } from "./bearers.js";
import type { ApiToken, Asset, AssetType, User } from "./entities.js";

export class Store {
  readonly users: User[] = [];
  /** By GUID, in order of creation. */
  readonly tokens = new Map<string, ApiToken>();
  /** By GUID, in order of creation. */
  readonly assets = new Map<string, AssetHistory>();
  /** By secret. */
  readonly bearers = new Map<string, Bearer>();

  user(username: string): User | undefined {
    return this.users.find((user) => user.username === username);
  }

  tokenOf(username: string): ApiToken | undefined {
    for (const token of this.tokens.values()) if (token.username === username) return token;
    return undefined;
  }

  /** What Keycloak knows: people and the service accounts of tokens. */
  knowsUsername(username: string): boolean {
    return this.user(username) !== undefined || this.tokenOf(username) !== undefined;
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

  removeToken(id: string): void {
    const token = this.tokens.get(id);
    this.tokens.delete(id);
    for (const [secret, bearer] of this.bearers) {
      if (bearer.username === token?.username) this.bearers.delete(secret);
    }
  }
}
