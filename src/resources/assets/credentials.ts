// The credentials a run may have for assets: the provider's two, and those of tokens that it rotates.
import type { Http } from "../../client/index.js";

export type CredentialKind = "api_key" | "user_bearer_token" | "rotated_token";

export interface ActingToken {
  readonly username: string;
  readonly http: Http;
}

/** Tokens whose secret this run holds, and that it acts as where neither of the provider's own credentials may. */
export class ActingTokens {
  /** By the asset's GUID, then by username. */
  readonly #tokens = new Map<string, Map<string, ActingToken>>();

  /** From now on, on this asset. */
  add(guid: string, token: ActingToken): void {
    const tokens = this.#tokens.get(guid) ?? new Map<string, ActingToken>();
    this.#tokens.set(guid, tokens.set(token.username, token));
  }

  /** It is deleted. */
  forget(username: string): void {
    for (const tokens of this.#tokens.values()) tokens.delete(username);
  }

  on(guid: string): readonly ActingToken[] {
    return [...(this.#tokens.get(guid)?.values() ?? [])];
  }
}
