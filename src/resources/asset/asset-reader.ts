// Reads of connections and collections: with the API key, then as the person, where the key is not allowed to look.
import { AtlanRequestError, type Entity, type Http, readEntity } from "../../client/index.js";
import type { Session } from "../session.js";
import { SharedReads } from "../shared-reads.js";

/** What the metastore says of a GUID that it does not know (atlas-metastore, `AtlasErrorCode`). */
const UNKNOWN_GUID = "ATLAS-404-00-005";
const SIGHT_LIVES_MS = 60_000;

export type AssetSight =
  | { readonly state: "seen"; readonly entity: Entity; readonly by: "api_key" | "person" }
  /** `isProven`: it says itself that it is deleted; otherwise its GUID is unknown, which our own fresh write may be too. */
  | { readonly state: "gone"; readonly isProven: boolean }
  | {
      readonly state: "hidden";
      readonly fromApiKey: AtlanRequestError;
      /** Null: no person is configured. */
      readonly fromPerson: AtlanRequestError | null;
    };

export class AssetReader {
  readonly #session: Session;
  readonly #kept: SharedReads<AssetSight>;

  /** @param signal ends what several operations wait for */
  constructor(session: Session, signal: AbortSignal) {
    this.#session = session;
    const { clock } = session;
    this.#kept = new SharedReads({ clock, lifetimeMs: SIGHT_LIVES_MS, signal });
  }

  /** The asset, perhaps as another Read saw it up to 60 s ago. For Read only. */
  find(guid: string, signal: AbortSignal): Promise<AssetSight> {
    return this.#kept.get(guid, signal, (shared) => this.ask(guid, shared));
  }

  /** Asks the tenant now. */
  async ask(guid: string, signal: AbortSignal): Promise<AssetSight> {
    const { apiKey, user } = this.#session.client;
    const first = await look(apiKey, guid, signal);
    if (!(first instanceof AtlanRequestError)) return sightOf(first, "api_key");
    if (first.kind !== "forbidden") throw first;
    if (user === null) return { state: "hidden", fromApiKey: first, fromPerson: null };
    const second = await look(user, guid, signal);
    if (!(second instanceof AtlanRequestError)) return sightOf(second, "person");
    if (second.kind !== "forbidden" && second.kind !== "unauthorized") throw second;
    return { state: "hidden", fromApiKey: first, fromPerson: second };
  }
}

function sightOf(found: Entity | "unknown", by: "api_key" | "person"): AssetSight {
  if (found === "unknown") return { state: "gone", isProven: false };
  return found.isDeleted ? { state: "gone", isProven: true } : { state: "seen", entity: found, by };
}

async function look(
  http: Http,
  guid: string,
  signal: AbortSignal,
): Promise<Entity | "unknown" | AtlanRequestError> {
  try {
    return (await readEntity(http, guid, { signal })).body;
  } catch (error) {
    if (!(error instanceof AtlanRequestError) || error.kind === "stopped") throw error;
    return error.tenantCode === UNKNOWN_GUID && error.status === 404 ? "unknown" : error;
  }
}
