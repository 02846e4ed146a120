// The admins of the connection that a person lets the probe change: names are added and taken away again, and it is known which may be left.
import { printable } from "../../../../lib/schema/index.js";
import { AtlanRequestError, fieldsOf, type Http } from "../../../client/index.js";
import type { Clock } from "../../../clock.js";
import { backoffMs, NOT_YET_MS } from "../../../deadline.js";
import { describeError } from "../../../describe-error.js";
import { type Ask, type Observation, UnexpectedResponseError } from "../requests/ask.js";
import { numberOf, textOf, textsOf } from "../requests/fields.js";

const BULK = "/api/meta/entity/bulk";

/** A block of one minute fits in, and a try after it. */
const PATIENCE_MS = 120_000;
/** Another program may be between its read and its write, and put back what was taken away. */
const LATE_WRITE_MS = 1_000;
const BETWEEN_LOOKS_MS = 5_000;
/** The answers of a proxy that has not waited for the tenant's own. */
const GATEWAY_STATUSES: readonly number[] = [502, 503, 504];

export interface UsableConnection {
  readonly guid: string;
  readonly qualifiedName: string;
  /** As one of its admins. */
  readonly asAdmin: Http;
}

/** What a change needs: the experiments have one, and the clean-up another. */
export interface WriteContext {
  readonly ask: Ask;
  readonly clock: Clock;
  /** Waits until so many requests may leave one after the other. */
  waitForRoom(requests: number): Promise<void>;
}

export interface RestoreContext extends WriteContext {
  /** Ends the waiting between tries. */
  readonly signal: AbortSignal;
  /** As the probe's token, which may be an admin when the admin itself may not write any more. */
  readonly asToken: Http;
}

interface SeenAdmins {
  /** The connection's. A write has to say it, and another one would rename the connection. */
  readonly name: string;
  readonly usernames: readonly string[];
  /** By the tenant's clock; null when it does not say. */
  readonly changedAtMs: number | null;
}

/** A read found none of our names; they were removed just now; or which are left, and why. */
type Removal = "gone" | "removed" | { readonly left: readonly string[]; readonly why: string };

export class ConnectionAdmins {
  readonly #connection: UsableConnection;
  /** By this run, perhaps. */
  readonly #added = new Set<string>();
  /** From when on no write of ours, or of somebody who has read one, can still come. */
  #lateWritesEndMs = 0;

  constructor(connection: UsableConnection) {
    this.#connection = connection;
  }

  get guid(): string {
    return this.#connection.guid;
  }

  get asAdmin(): Http {
    return this.#connection.asAdmin;
  }

  /**
   * As they are, not as the index has them.
   *
   * @throws UnexpectedResponseError when a read does not show them: a write would remove the others
   */
  async read({ ask }: Pick<WriteContext, "ask">, http = this.asAdmin): Promise<SeenAdmins> {
    const path = `/api/meta/entity/guid/${encodeURIComponent(this.guid)}`;
    const query = { minExtInfo: true, ignoreRelationships: true };
    const { status, body } = await ask(http, { method: "GET", path, query });
    const entity = fieldsOf(fieldsOf(body).entity);
    if (status === 404 || entity.status === "DELETED") throw new GoneError();
    if (status !== 200)
      throw new UnexpectedResponseError(`a read of the connection answered ${status}`);
    const { name: itsName, adminUsers } = fieldsOf(entity.attributes);
    const name = textOf(itsName);
    const usernames = textsOf(adminUsers);
    if (name === null || usernames === null)
      throw new UnexpectedResponseError(
        "a read of the connection does not show its name and admins",
      );
    return { name, usernames, changedAtMs: numberOf(entity.updateTime) };
  }

  /** Adds a name to those that are there now, whatever the answer. */
  async add(context: WriteContext, username: string): Promise<Observation> {
    await context.waitForRoom(2);
    const { name, usernames } = await this.read(context);
    this.#added.add(username);
    const adminUsers = [...usernames, username];
    return await this.#write(context, this.asAdmin, { name, adminUsers });
  }

  /** Takes a name from those that are there now, whatever the answer. */
  async remove(context: WriteContext, username: string, http = this.asAdmin): Promise<Observation> {
    await context.waitForRoom(2);
    const { name, usernames } = await this.read(context);
    if (!usernames.includes(username))
      throw new UnexpectedResponseError(
        "another program changed the admins of the connection, too",
      );
    const adminUsers = usernames.filter((other) => other !== username);
    return await this.#write(context, http, { name, adminUsers });
  }

  /**
   * Takes every name away that was added, and looks again until none can come back.
   *
   * @returns what may be left, and how to remove it by hand; null: nothing
   */
  async restore(context: RestoreContext): Promise<string | null> {
    const { clock, signal } = context;
    if (this.#added.size === 0) return null;
    const endMs = clock.elapsedMs() + PATIENCE_MS;
    for (let round = 1; ; round++) {
      const end = await this.#removeAdded(context);
      const restMs = Math.max(this.#lateWritesEndMs - clock.elapsedMs(), 0);
      if (end === "gone" && restMs === 0) return null;
      if (signal.aborted || clock.elapsedMs() >= endMs) return this.#leftOf(end, restMs);
      const waitMs = typeof end === "object" ? backoffMs(round) : restMs;
      await clock.sleep(Math.min(waitMs, BETWEEN_LOOKS_MS), signal).catch(() => {});
    }
  }

  #leftOf(end: Removal, restMs: number): string | null {
    if (typeof end === "object") return this.#leftText(end.left, end.why);
    return restMs > LATE_WRITE_MS
      ? this.#leftText([...this.#added], "a change was not answered, and may still be made")
      : null;
  }

  #leftText(left: readonly string[], why: string): string {
    const connection = printable(JSON.stringify(this.#connection.qualifiedName));
    return `Cannot remove ${left.join(" and ")} from the admins of the connection ${connection}: ${why}. Look at the admins of this connection in Atlan, and remove it by hand.`;
  }

  /** As the admin, and if that does not work as the token, which may be an admin itself. */
  async #removeAdded(context: RestoreContext): Promise<Removal> {
    const asAdmin = await this.#removeAddedAs(this.asAdmin, context);
    if (typeof asAdmin === "string" || context.signal.aborted) return asAdmin;
    const asToken = await this.#removeAddedAs(context.asToken, context);
    return typeof asToken === "string" ? asToken : asAdmin;
  }

  async #removeAddedAs(http: Http, context: RestoreContext): Promise<Removal> {
    let left = [...this.#added];
    try {
      await context.waitForRoom(2);
      const { name, usernames } = await this.read(context, http);
      left = left.filter((username) => usernames.includes(username));
      if (left.length === 0) return "gone";
      const adminUsers = usernames.filter((username) => !left.includes(username));
      const { refusal, status } = await this.#write(context, http, { name, adminUsers });
      return refusal === null ? "removed" : { left, why: `the tenant answered ${status}` };
    } catch (error) {
      if (error instanceof GoneError) return "gone";
      const isExpected =
        error instanceof AtlanRequestError || error instanceof UnexpectedResponseError;
      // A fault of ours must not keep the token from being deleted after this.
      return { left, why: isExpected ? error.message : describeError(error) };
    }
  }

  async #write(
    { ask, clock }: WriteContext,
    http: Http,
    change: { readonly name: string; readonly adminUsers: readonly string[] },
  ): Promise<Observation> {
    const { guid, qualifiedName } = this.#connection;
    const attributes = { qualifiedName, ...change };
    const body = { entities: [{ typeName: "Connection", guid, attributes }] };
    let mayComeLater = false;
    try {
      const answer = await ask(http, { method: "POST", path: BULK, body });
      mayComeLater = GATEWAY_STATUSES.includes(answer.status);
      return answer;
    } catch (error) {
      mayComeLater = error instanceof AtlanRequestError && error.mayHaveCommitted;
      throw error;
    } finally {
      const lateWritesEndMs = clock.elapsedMs() + (mayComeLater ? NOT_YET_MS : LATE_WRITE_MS);
      this.#lateWritesEndMs = Math.max(this.#lateWritesEndMs, lateWritesEndMs);
    }
  }
}

/** Nothing of ours is left on it. */
class GoneError extends UnexpectedResponseError {
  constructor() {
    super("the connection was deleted");
  }
}

/** @throws UnexpectedResponseError when a change was refused */
export function requireAccepted(change: Observation): Observation {
  if (change.refusal === null) return change;
  throw new UnexpectedResponseError(
    `the tenant answered a change of the connection's admins with ${change.status}`,
  );
}
