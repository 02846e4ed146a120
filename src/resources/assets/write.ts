// Assets as a target of the write loop: their lists of principals, read under any credential and written one list at a time.
import {
  AtlanRequestError,
  type CallOptions,
  type Entity,
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
import type { Step, Target, Written } from "../shared-list/target.js";
import { AssetError } from "./asset-error.js";
import type { CredentialKind } from "./credentials.js";
import * as messages from "./messages.js";
import type { AssetReader } from "./read.js";
import type { AssetWriters } from "./writers.js";

/** An asset as it was read, and by which credential. */
export interface AssetObject extends SharedObject {
  readonly values: Record<string, never>;
  readonly sets: {
    readonly adminUsers: readonly string[];
    readonly viewerUsers: readonly string[];
  };
  readonly entity: Entity;
  readonly seenBy: CredentialKind;
  readonly tenantNow: Date | null;
}

export class AssetTarget implements Target<AssetObject> {
  readonly #reader: AssetReader;
  readonly #writers: AssetWriters;

  constructor(reader: AssetReader, writers: AssetWriters) {
    this.#reader = reader;
    this.#writers = writers;
  }

  async read(guid: string, signal: AbortSignal, isRecent: boolean): Promise<AssetObject> {
    const priority = isRecent ? "under_way" : "new";
    const observed = await this.#reader.ask(guid, { signal, priority });
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

  async write(
    { seen, wanted }: Step<AssetObject>,
    options: CallOptions,
  ): Promise<Written<AssetObject>> {
    const { entity } = seen;
    const [list = "adminUsers"] = listsThatDiffer(seen, wanted);
    const usernames = wanted.sets[list];
    const writer = await this.#writers.writerOf(entity, options.signal);
    const change = { entity, list, usernames };
    try {
      const { body, durationMs } = await writePrincipals(writer.http, change, options);
      const others = [...body.created, ...body.updated.filter((guid) => guid !== entity.guid)];
      if (others.length > 0) throw new AssetError(messages.writtenElsewhere(entity, others));
      return { written: { ...seen, sets: { ...seen.sets, [list]: usernames } }, durationMs };
    } catch (error) {
      if (!(error instanceof AtlanRequestError)) throw error;
      // Another credential tries from a new read.
      if (error.kind === "forbidden" && this.#writers.refused(writer, entity))
        throw new StaleReadError();
      const problem = messages.problemOf(error, entity, writer);
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
}
