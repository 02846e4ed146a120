// Everything the tenant holds, in memory; rules live elsewhere.
import type { AssetHistory } from "./asset-history.js";
import type { ApiToken, Asset, AssetType, Bearer, User } from "./entities.js";
import { History } from "./history.js";

export class Store {
  readonly users: User[] = [];
  /** Names of groups: those that the seed mentions. */
  readonly groups = new Set<string>();
  /** By GUID, in order of creation. */
  readonly assets = new Map<string, AssetHistory>();
  /** By secret. */
  readonly bearers = new Map<string, Bearer>();
  /** By GUID, in order of creation; undefined since it was deleted. */
  readonly #tokens = new Map<string, History<ApiToken | undefined>>();
  readonly #idsByUsername = new Map<string, string>();

  user(username: string): User | undefined {
    return this.users.find((user) => user.username === username);
  }

  tokens(): ApiToken[] {
    return [...this.#tokens.values()]
      .map((history) => history.current)
      .filter((token) => token !== undefined);
  }

  /** As the tokens were at a moment. */
  tokensAt(moment: number): ApiToken[] {
    return [...this.#tokens.values()]
      .map((history) => history.at(moment))
      .filter((token) => token !== undefined);
  }

  token(id: string): ApiToken | undefined {
    return this.#tokens.get(id)?.current;
  }

  tokenOf(username: string): ApiToken | undefined {
    const id = this.#idsByUsername.get(username);
    return id === undefined ? undefined : this.token(id);
  }

  putToken(token: ApiToken, at: number): void {
    this.#idsByUsername.set(token.username, token.id);
    const history = this.#tokens.get(token.id);
    if (history === undefined) this.#tokens.set(token.id, new History(token, at));
    else history.write(token, at);
  }

  /** Its secret is nobody's from now on. One that is gone already stays gone. */
  removeToken(id: string, at: number): void {
    const token = this.token(id);
    if (token === undefined) return;
    this.#tokens.get(id)?.write(undefined, at);
    for (const [secret, bearer] of this.bearers) {
      if (bearer.username === token.username) this.bearers.delete(secret);
    }
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
}
