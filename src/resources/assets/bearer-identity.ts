// Whose bearer token is configured: asked before the token writes anything.
import { AtlanRequestError, currentUser, type Http } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { SharedReads } from "../../shared-reads.js";
import { isServiceAccount } from "../service-account.js";
import { AssetError } from "./asset-error.js";
import { expiredBearer, noBearer, serviceAccountAsBearer } from "./messages.js";

export interface BearerUser {
  readonly username: string;
  readonly http: Http;
}

export interface BearerIdentityOptions {
  /** Null: user_bearer_token is not set. */
  readonly http: Http | null;
  readonly clock: Clock;
  /** Ends what several operations wait for. */
  readonly signal: AbortSignal;
}

export class BearerIdentity {
  readonly #http: Http | null;
  readonly #users: SharedReads<BearerUser>;

  constructor({ http, clock, signal }: BearerIdentityOptions) {
    this.#http = http;
    this.#users = new SharedReads({ clock, lifetimeMs: Number.POSITIVE_INFINITY, signal });
  }

  get isSet(): boolean {
    return this.#http !== null;
  }

  /**
   * Asked once; a failure is not remembered.
   *
   * @param why a sentence: why the provider's own credential is not enough
   * @throws AssetError when there is none, it has expired, or is no person's
   */
  async require(why: string, signal: AbortSignal): Promise<BearerUser> {
    const http = this.#http;
    if (http === null) throw new AssetError(noBearer(why));
    try {
      return await this.#users.get("user_bearer_token", signal, async (shared) => {
        const { username } = (await currentUser(http, { signal: shared })).body;
        if (isServiceAccount(username)) throw new AssetError(serviceAccountAsBearer(username));
        return { username, http };
      });
    } catch (error) {
      if (error instanceof AtlanRequestError && error.kind === "unauthorized") {
        throw new AssetError(expiredBearer(error), error);
      }
      throw error;
    }
  }
}
