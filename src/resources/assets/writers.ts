// Whose credential writes an asset: the API key's where it is an admin itself, a rotated token's that is one, otherwise the bearer's.
import type { Entity, Http } from "../../client/index.js";
import { AssetError, type AssetProblem } from "./asset-error.js";
import type { BearerIdentity } from "./bearer-identity.js";
import type { ActingTokens, CredentialKind } from "./credentials.js";
import { bearerIsNoAdmin, whyNotApiKey } from "./messages.js";

export interface Writer {
  readonly by: CredentialKind;
  readonly http: Http;
  readonly username: string;
  /** The username of the principal that the provider signs in as, whoever writes. */
  readonly own: string;
}

export interface AssetWritersOptions {
  readonly apiKey: Http;
  /** The username of the principal that the provider signs in as. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly acting: ActingTokens;
  readonly bearer: BearerIdentity;
}

export class AssetWriters {
  readonly #of: AssetWritersOptions;
  /** By GUID: who is listed as an admin, and was refused all the same. */
  readonly #refused = new Map<string, Set<string>>();

  constructor(options: AssetWritersOptions) {
    this.#of = options;
  }

  /** @throws AssetError when no credential may */
  async writerOf(entity: Entity, signal: AbortSignal): Promise<Writer> {
    const own = await this.#of.ownUsername(signal);
    const [writer] = this.#listed(entity, own);
    if (writer !== undefined) return writer;
    const user = await this.#of.bearer.require(whyNotApiKey(entity, own), signal);
    return { by: "user_bearer_token", ...user, own };
  }

  /** The tenant did not let it write. @returns whether another credential may try */
  refused({ by, username, own }: Writer, entity: Entity): boolean {
    if (by === "user_bearer_token") return false;
    const others = this.#listed(entity, own).filter((other) => other.username !== username);
    if (others.length === 0 && !this.#of.bearer.isSet) return false;
    const refused = this.#refused.get(entity.guid) ?? new Set<string>();
    this.#refused.set(entity.guid, refused.add(username));
    return true;
  }

  /**
   * Why no credential may write the asset, as far as its lists tell. Null where one may, or where its owner may be an admin
   * by a group or a role.
   */
  async obstacleTo(entity: Entity, signal: AbortSignal): Promise<AssetProblem | null> {
    try {
      const { by, username, own } = await this.writerOf(entity, signal);
      const { adminUsers, adminGroups, adminRoles } = entity;
      const mayBeAdmin = adminGroups.length + adminRoles.length > 0;
      if (by !== "user_bearer_token" || adminUsers.includes(username) || mayBeAdmin) return null;
      return bearerIsNoAdmin(entity, { username, own });
    } catch (error) {
      if (error instanceof AssetError) return error.problem;
      throw error;
    }
  }

  /** Admins by name whose credential this run has. */
  #listed(entity: Entity, own: string): readonly Writer[] {
    const { apiKey, acting } = this.#of;
    const all: readonly Writer[] = [
      { by: "api_key", http: apiKey, username: own, own },
      ...acting.on(entity.guid).map((token) => ({ by: "rotated_token", ...token, own }) as const),
    ];
    const refused = this.#refused.get(entity.guid);
    return all.filter(
      ({ username }) => entity.adminUsers.includes(username) && refused?.has(username) !== true,
    );
  }
}
