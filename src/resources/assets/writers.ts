// Whose credential writes an asset: the API key's where it is an admin itself, otherwise the bearer's.
import type { Entity, Http } from "../../client/index.js";
import type { BearerIdentity } from "./bearer-identity.js";
import { whyNotApiKey } from "./messages.js";

export interface Writer {
  readonly http: Http;
  readonly username: string;
  /** The API key's own username, whoever writes. */
  readonly own: string;
}

export interface AssetWritersOptions {
  readonly apiKey: Http;
  /** The API key's own username. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly bearer: BearerIdentity;
}

export class AssetWriters {
  readonly #of: AssetWritersOptions;
  /** By GUID: assets that list the API key as an admin, and refused it all the same. */
  readonly #refused = new Set<string>();

  constructor(options: AssetWritersOptions) {
    this.#of = options;
  }

  /** @throws AssetError when neither credential may */
  async writerOf(entity: Entity, signal: AbortSignal): Promise<Writer> {
    const { apiKey, bearer, ownUsername } = this.#of;
    const own = await ownUsername(signal);
    const isAdmin = entity.adminUsers.includes(own);
    if (isAdmin && !this.#refused.has(entity.guid)) return { http: apiKey, username: own, own };
    return { ...(await bearer.require(whyNotApiKey(entity, own), signal)), own };
  }

  /** The tenant did not let it write. @returns whether the other credential may try */
  refused(writer: Writer, { guid }: Entity): boolean {
    const isApiKey = writer.username === writer.own;
    if (!isApiKey || !this.#of.bearer.isSet) return false;
    this.#refused.add(guid);
    return true;
  }
}
