// Writes of the principals of an asset: as the API key where it is an admin itself, otherwise as the bearer's user, one list at a time.
import {
  AtlanRequestError,
  type CallOptions,
  type Entity,
  type Http,
  writePrincipals,
} from "../../client/index.js";
import {
  classifyResponse,
  type FailureClass,
  GoneError,
  isNotFound,
  StaleReadError,
} from "../shared-list/errors.js";
import { listsThatDiffer, type SharedObject } from "../shared-list/patch.js";
import type { Target, Written } from "../shared-list/target.js";
import { AssetError } from "./asset-error.js";
import type { BearerIdentity } from "./bearer-identity.js";
import * as messages from "./messages.js";
import type { AssetReader, Credential } from "./read.js";

/** An asset as it was read, and by which credential. */
export interface AssetObject extends SharedObject {
  readonly values: Record<string, never>;
  readonly sets: {
    readonly adminUsers: readonly string[];
    readonly viewerUsers: readonly string[];
  };
  readonly entity: Entity;
  readonly seenBy: Credential;
  readonly tenantNow: Date | null;
}

type Actor = messages.Writer & { readonly http: Http };

interface Step {
  readonly seen: AssetObject;
  readonly wanted: AssetObject;
}

export interface AssetTargetOptions {
  readonly apiKey: Http;
  /** The API key's own username. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly bearer: BearerIdentity;
  readonly reader: AssetReader;
}

export class AssetTarget implements Target<AssetObject> {
  readonly #of: AssetTargetOptions;
  /** Assets that list the API key as an admin, and refused it all the same. */
  readonly #refused = new Set<string>();

  constructor(options: AssetTargetOptions) {
    this.#of = options;
  }

  async read(guid: string, signal: AbortSignal): Promise<AssetObject> {
    const observed = await this.#of.reader.ask(guid, signal);
    if (observed.state === "gone") {
      throw new GoneError(messages.goneAsset(guid), observed.isProven);
    }
    if (observed.state === "hidden") {
      const { fromApiKey, fromBearer } = observed;
      throw new AssetError(messages.hiddenAsset(guid, fromApiKey, fromBearer), fromApiKey);
    }
    const { entity, by, tenantNow } = observed;
    const { adminUsers, viewerUsers } = entity;
    return { values: {}, sets: { adminUsers, viewerUsers }, entity, seenBy: by, tenantNow };
  }

  async write({ seen, wanted }: Step, options: CallOptions): Promise<Written<AssetObject>> {
    const { entity } = seen;
    const [list = "adminUsers"] = listsThatDiffer(seen, wanted);
    const usernames = wanted.sets[list];
    const actor = await this.#actorFor(entity, options.signal);
    try {
      const { body, durationMs } = await writePrincipals(
        actor.http,
        { entity, list, usernames },
        options,
      );
      const others = [...body.created, ...body.updated.filter((guid) => guid !== entity.guid)];
      if (others.length > 0) throw new AssetError(messages.writtenElsewhere(entity, others));
      return { written: { ...seen, sets: { ...seen.sets, [list]: usernames } }, durationMs };
    } catch (error) {
      if (!(error instanceof AtlanRequestError)) throw error;
      if (error.kind === "forbidden" && actor.username === actor.own && this.#of.bearer.isSet) {
        this.#refused.add(entity.guid);
        // The bearer's user may: from a new read.
        throw new StaleReadError();
      }
      const problem = messages.problemOf(error, entity, actor);
      throw problem === null ? error : new AssetError(problem, error);
    }
  }

  classify(error: unknown, isRecent: boolean): FailureClass {
    // The asset was read just before, so that a write does not find something is no matter of time.
    if (isNotFound(error)) return "failed";
    if (!(error instanceof AssetError)) return classifyResponse(error, isRecent);
    if (error.problem.isRefusal) return "refused";
    return error.cause?.kind === "forbidden" && isRecent ? "not_yet" : "final";
  }

  async #actorFor(entity: Entity, signal: AbortSignal): Promise<Actor> {
    const { apiKey, bearer, ownUsername } = this.#of;
    const own = await ownUsername(signal);
    const isAdmin = entity.adminUsers.includes(own);
    if (isAdmin && !this.#refused.has(entity.guid)) return { http: apiKey, username: own, own };
    return { ...(await bearer.require(messages.whyNotApiKey(entity, own), signal)), own };
  }
}
