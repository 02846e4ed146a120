// The person whose bearer token is configured: asked who they are before their token writes anything.
import { AtlanRequestError, currentUser, type Http } from "../../client/index.js";
import { isApiTokenUsername } from "../api-token/token-selector.js";
import { GrantError } from "../grant/grant-error.js";
import type { Session } from "../session.js";
import { expiredBearer, noBearer, tokenAsBearer } from "./person-problems.js";

export interface Person {
  readonly username: string;
  readonly http: Http;
}

export class PersonDesk {
  readonly #session: Session;
  readonly #signal: AbortSignal;
  #person: Promise<Person> | undefined;

  /** @param signal ends what several operations wait for */
  constructor(session: Session, signal: AbortSignal) {
    this.#session = session;
    this.#signal = signal;
  }

  /**
   * Asked once; a failure is not remembered.
   *
   * @param why a sentence: what a person is needed for
   * @throws GrantError when there is none, their token has expired, or is an API token's
   */
  async require(why: string): Promise<Person> {
    const { user } = this.#session.client;
    if (user === null) throw new GrantError(noBearer(why));
    this.#person ??= this.#ask(user);
    try {
      return await this.#person;
    } catch (error) {
      this.#person = undefined;
      if (error instanceof AtlanRequestError && error.kind === "unauthorized") {
        throw new GrantError(expiredBearer(error), error);
      }
      throw error;
    }
  }

  async #ask(http: Http): Promise<Person> {
    const { username } = (await currentUser(http, { signal: this.#signal })).body;
    if (isApiTokenUsername(username)) throw new GrantError(tokenAsBearer(username));
    return { username, http };
  }
}
