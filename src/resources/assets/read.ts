// Reads of connections and collections: as the API key, then as the bearer's user where the key is not allowed to look, then as a
// token that is rotated.
import {
  type AtlanClient,
  AtlanRequestError,
  type CallOptions,
  type Entity,
  type Http,
  readEntity,
} from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { SharedReads } from "../../shared-reads.js";
import type { ActingTokens, CredentialKind } from "./credentials.js";

/** What the metastore says of a GUID that it does not know (atlas-metastore, `AtlasErrorCode`). */
const UNKNOWN_GUID = "ATLAS-404-00-005";
const OBSERVATION_LIVES_MS = 60_000;

export type AssetObservation =
  | {
      readonly state: "seen";
      readonly entity: Entity;
      readonly by: CredentialKind;
      readonly tenantNow: Date | null;
    }
  /** `isProven`: it says itself that it is deleted; otherwise its GUID is unknown, which our own fresh write may be too. */
  | { readonly state: "gone"; readonly isProven: boolean }
  | {
      readonly state: "hidden";
      readonly fromApiKey: AtlanRequestError;
      /** Null: user_bearer_token is not set. */
      readonly fromBearer: AtlanRequestError | null;
    };

export interface AssetReaderOptions {
  readonly client: AtlanClient;
  readonly acting: ActingTokens;
  readonly clock: Clock;
  /** Ends what several operations wait for. */
  readonly signal: AbortSignal;
}

export class AssetReader {
  readonly #client: AtlanClient;
  readonly #acting: ActingTokens;
  readonly #shared: SharedReads<AssetObservation>;

  constructor({ client, acting, clock, signal }: AssetReaderOptions) {
    this.#client = client;
    this.#acting = acting;
    this.#shared = new SharedReads({ clock, lifetimeMs: OBSERVATION_LIVES_MS, signal });
  }

  /** The asset, perhaps as another Read saw it up to 60 s ago. For Read only. */
  find(guid: string, signal: AbortSignal): Promise<AssetObservation> {
    return this.#shared.get(guid, signal, (shared) => this.ask(guid, { signal: shared }));
  }

  /** Asks the tenant now. */
  async ask(guid: string, options: CallOptions): Promise<AssetObservation> {
    const { apiKey, bearer } = this.#client;
    const fromApiKey = await look({ http: apiKey, by: "api_key" }, guid, options);
    if (!(fromApiKey instanceof AtlanRequestError)) return fromApiKey;
    if (fromApiKey.kind !== "forbidden") throw fromApiKey;
    const fromBearer =
      bearer && (await look({ http: bearer, by: "user_bearer_token" }, guid, options));
    if (fromBearer !== null && !(fromBearer instanceof AtlanRequestError)) return fromBearer;
    if (fromBearer !== null && !isRefusal(fromBearer)) throw fromBearer;
    for (const { http } of this.#acting.on(guid)) {
      const seen = await look({ http, by: "rotated_token" }, guid, options);
      if (!(seen instanceof AtlanRequestError)) return seen;
      if (!isRefusal(seen)) throw seen;
    }
    return { state: "hidden", fromApiKey, fromBearer };
  }
}

const isRefusal = ({ kind }: AtlanRequestError): boolean =>
  kind === "forbidden" || kind === "unauthorized";

async function look(
  { http, by }: { readonly http: Http; readonly by: CredentialKind },
  guid: string,
  options: CallOptions,
): Promise<AssetObservation | AtlanRequestError> {
  try {
    const { body: entity, serverTime } = await readEntity(http, guid, options);
    if (entity.isDeleted) return { state: "gone", isProven: true };
    return { state: "seen", entity, by, tenantNow: serverTime };
  } catch (error) {
    if (!(error instanceof AtlanRequestError) || error.kind === "stopped") throw error;
    const isUnknown = error.tenantCode === UNKNOWN_GUID && error.status === 404;
    return isUnknown ? { state: "gone", isProven: false } : error;
  }
}
