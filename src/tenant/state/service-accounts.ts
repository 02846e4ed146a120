// The API tokens or the OAuth clients of the tenant, with all their versions: one of them is gone since a last version of undefined.
import type { ServiceAccount } from "./entities.js";
import { History, type Version } from "./history.js";

export class ServiceAccounts<Account extends ServiceAccount> {
  /** By GUID, in order of creation. */
  readonly #histories = new Map<string, History<Account | undefined>>();
  readonly #idsByUsername = new Map<string, string>();

  all(): Account[] {
    return [...this.#histories.values()]
      .map((history) => history.current)
      .filter((account) => account !== undefined);
  }

  /** As they were at a moment. */
  allAt(moment: number): Account[] {
    return [...this.#histories.values()]
      .map((history) => history.at(moment))
      .filter((account) => account !== undefined);
  }

  /** Of each one, from the first to the current one. */
  versions(): (readonly Version<Account | undefined>[])[] {
    return [...this.#histories.values()].map((history) => history.versions);
  }

  get(id: string): Account | undefined {
    return this.#histories.get(id)?.current;
  }

  named(username: string): Account | undefined {
    return this.#historyOf(username)?.current;
  }

  /** As it is, or as it was when it was deleted. */
  lastKnown(username: string): Account | undefined {
    return this.#historyOf(username)?.lastPresent;
  }

  /** When it was made; undefined for a name that nobody ever had. */
  madeAt(username: string): number | undefined {
    return this.#historyOf(username)?.beganAt;
  }

  put(account: Account, at: number): void {
    this.#idsByUsername.set(account.username, account.id);
    const history = this.#histories.get(account.id);
    if (history === undefined) this.#histories.set(account.id, new History(account, at));
    else history.write(account, at);
  }

  /** What was there. One that is gone already stays gone. */
  remove(id: string, at: number): Account | undefined {
    const account = this.get(id);
    if (account !== undefined) this.#histories.get(id)?.write(undefined, at);
    return account;
  }

  #historyOf(username: string): History<Account | undefined> | undefined {
    return this.#histories.get(this.#idsByUsername.get(username) ?? "");
  }
}
