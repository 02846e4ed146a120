// Writes of the principals of an asset: as the API key where it is an admin itself, otherwise as the person, one at a time.
import {
  AtlanRequestError,
  type Entity,
  type Http,
  type Reply,
  writePrincipals,
} from "../../client/index.js";
import { backoffMs, NOT_YET_MS } from "../../deadline.js";
import { GrantError } from "../grant/grant-error.js";
import type { Session } from "../session.js";
import { isRefused, mayPass } from "../write/failed-request.js";
import { GoneError } from "../write/gone-error.js";
import { ObjectWriter } from "../write/object-writer.js";
import { StaleReadError } from "../write/stale-read-error.js";
import type { Change, Held, Target } from "../write/target.js";
import {
  type AssetContent,
  contentOf,
  firstChanged,
  isSameContent,
  withNamesOf,
} from "./asset-content.js";
import {
  goneAsset,
  hiddenAsset,
  lastAdmin,
  nameOf,
  notAnAdmin,
  refusedApiKey,
  unknownUser,
  writtenElsewhere,
} from "./asset-problems.js";
import { expiredBearer } from "./person-problems.js";

/** And with whose eyes it was seen. */
export type SeenAsset = Entity & { readonly seenBy: "api_key" | "person" };
export type AssetChange = Change<SeenAsset, AssetContent>;

const NO_ADMIN_LEFT = "ATLAS-400-00-114";
/** The metastore asks Keycloak for every name that is added, and passes on its answer as a failure of its own. */
const UNKNOWN_USER = /user not found/i;

interface Actor {
  readonly http: Http;
  /** The API key's own username, whoever writes. */
  readonly own: string;
  readonly username: string;
  readonly isApiKey: boolean;
}

type WriteOptions = Parameters<Target<SeenAsset, AssetContent>["write"]>[1];

export class AssetWriter {
  readonly #session: Session;
  readonly #writer: ObjectWriter<SeenAsset, AssetContent>;
  readonly #writtenAtMs = new Map<string, number>();
  /** Where the API key is in the list, and was refused all the same. */
  readonly #refusedAtMs = new Map<string, number>();

  constructor(session: Session) {
    this.#session = session;
    this.#writer = new ObjectWriter(this.#target(), session);
  }

  /** @throws GrantError; AtlanRequestError; GoneError; the signal's reason when it was not sent */
  update(guid: string, change: AssetChange): Promise<Held<SeenAsset>> {
    return this.#writer.update(guid, change);
  }

  #target(): Target<SeenAsset, AssetContent> {
    return {
      read: (guid, signal) => this.#read(guid, signal),
      heldBy: contentOf,
      contentOf,
      isSame: isSameContent,
      withEntriesOf: withNamesOf,
      write: (wanted, options) => this.#write(wanted, options),
      isPassing: mayPass,
      isNotYet: (error, guid) => isForbidden(error) && this.#isYoung(guid),
      isRefusal,
    };
  }

  async #read(guid: string, signal: AbortSignal): Promise<SeenAsset> {
    for (let round = 1; ; round++) {
      const sight = await this.#session.assets.ask(guid, signal);
      if (sight.state === "seen") return { ...sight.entity, seenBy: sight.by };
      const isLate = this.#isRecent(guid) && !(sight.state === "gone" && sight.isProven);
      if (!isLate && sight.state === "gone") throw new GoneError(goneAsset(guid));
      if (!isLate && sight.state === "hidden") {
        throw new GrantError(hiddenAsset(guid, sight.fromApiKey, sight.fromPerson));
      }
      await this.#session.clock.sleep(backoffMs(round), signal);
    }
  }

  /** One list at a time: the next round sees to the other one. */
  async #write(
    { seen, content }: { readonly seen: Entity; readonly content: AssetContent },
    options: WriteOptions,
  ): Promise<Reply<unknown>> {
    const list = firstChanged(seen, content) ?? "adminUsers";
    const actor = await this.#actorFor(seen, options.signal);
    const change = { entity: seen, list, usernames: content[list] };
    try {
      const reply = await writePrincipals(actor.http, change, options);
      const { created, updated } = reply.body;
      const others = [...created, ...updated.filter((guid) => guid !== seen.guid)];
      if (others.length > 0) throw new GrantError(writtenElsewhere(seen, others));
      this.#writtenAtMs.set(seen.guid, this.#session.clock.nowMs());
      return reply;
    } catch (error) {
      throw error instanceof AtlanRequestError ? this.#explain(error, seen, actor) : error;
    }
  }

  async #actorFor(entity: Entity, signal: AbortSignal): Promise<Actor> {
    const { client, person } = this.#session;
    const { username: own } = await this.#session.principal(signal);
    const isAdmin = entity.adminUsers.includes(own);
    if (isAdmin && !(client.user !== null && this.#refusedAtMs.has(entity.guid))) {
      return { http: client.apiKey, own, username: own, isApiKey: true };
    }
    const why = `Only an admin may change who holds a right on the ${nameOf(entity)}, and the API key, ${own}, is none.`;
    return { ...(await person.require(why)), own, isApiKey: false };
  }

  #explain(error: AtlanRequestError, entity: Entity, actor: Actor): Error {
    if (error.kind === "forbidden" && actor.isApiKey) {
      if (!this.#refusedAtMs.has(entity.guid)) {
        this.#refusedAtMs.set(entity.guid, this.#session.clock.nowMs());
      }
      // A person may do it: from a new read.
      if (this.#session.client.user !== null) return new StaleReadError();
      return new GrantError(refusedApiKey(entity, error), error);
    }
    if (error.kind === "forbidden") {
      return new GrantError(notAnAdmin(entity, actor.username, error), error);
    }
    if (error.kind === "unauthorized" && !actor.isApiKey) {
      return new GrantError(expiredBearer(error), error);
    }
    if (error.tenantCode === NO_ADMIN_LEFT) {
      return new GrantError(lastAdmin(entity, [actor.username, actor.own], error), error);
    }
    if (UNKNOWN_USER.test(error.tenantMessage ?? "")) {
      return new GrantError(unknownUser(error), error);
    }
    return error;
  }

  #isRecent(guid: string): boolean {
    return this.#isWithin(this.#writtenAtMs.get(guid));
  }

  #isYoung(guid: string): boolean {
    return this.#isRecent(guid) || this.#isWithin(this.#refusedAtMs.get(guid));
  }

  #isWithin(sinceMs: number | undefined): boolean {
    return sinceMs !== undefined && this.#session.clock.nowMs() - sinceMs < NOT_YET_MS;
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof GrantError &&
  error.cause instanceof AtlanRequestError &&
  error.cause.kind === "forbidden";

const isRefusal = (error: unknown): boolean =>
  error instanceof GrantError ? error.isRefusal : isRefused(error);
