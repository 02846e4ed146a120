// The assets of one kind that the provider's credentials can see: as the API key, and by the bearer where that sees nothing.
import {
  type Asset,
  type AssetKind,
  type AssetTerms,
  AtlanRequestError,
  type Http,
  searchAssets,
} from "../../client/index.js";
import { walkPages } from "./page-walk.js";
import { isSameText, spellingsOf } from "./same-text.js";

/** What the vendor's SDKs ask for at once. */
const PAGE_SIZE = 300;
/** Enough to choose near misses from. */
const MOST_LISTED = 3_000;

/** The provider's two credentials. */
export interface Credentials {
  readonly apiKey: Http;
  readonly bearer: Http | null;
}

export interface View<A extends Asset> {
  readonly kind: AssetKind<A>;
  /** `connections`; null where every API key sees them all. */
  readonly restricted: string | null;
  readonly signal: AbortSignal;
}

export class VisibleAssets<A extends Asset> {
  readonly #apiKey: Http;
  readonly #bearer: Http | null;
  readonly #view: View<A>;
  #isBearerRefused = false;

  constructor({ apiKey, bearer }: Credentials, view: View<A>) {
    this.#apiKey = apiKey;
    this.#bearer = view.restricted === null ? null : bearer;
    this.#view = view;
  }

  /** The index folds the case of names; here it counts. */
  async matching(terms: AssetTerms): Promise<readonly A[]> {
    const queries = spellingsOf(terms.name ?? "").map((name) =>
      terms.name === undefined ? terms : { ...terms, name },
    );
    const ask = async (http: Http) => {
      const { signal } = this.#view;
      const pages = await Promise.all(
        queries.map((query) => this.#page(http, { terms: query, from: 0 }, signal)),
      );
      return pages.flatMap(({ records }) => records).filter((asset) => holds(asset, terms));
    };
    const matches = await ask(this.#apiKey);
    return matches.length > 0 ? matches : this.#asBearer(ask);
  }

  /** Whether the bearer was asked and refused. */
  get isBearerRefused(): boolean {
    return this.#isBearerRefused;
  }

  /** What either credential sees, by default up to a few thousand each. */
  async all(most = MOST_LISTED): Promise<readonly A[]> {
    const walk = { pageSize: PAGE_SIZE, most, keyOf: ({ id }: A) => id };
    const ask = (http: Http) => {
      const pageAt = ({ offset: from }: { readonly offset: number }, signal: AbortSignal) =>
        this.#page(http, { terms: {}, from }, signal);
      return walkPages({ ...walk, pageAt }, this.#view.signal);
    };
    const seen = [...(await ask(this.#apiKey)), ...(await this.#asBearer(ask))];
    return [...new Map(seen.map((asset) => [asset.id, asset])).values()];
  }

  /** Why an asset that exists may not have been found. */
  reasons(): string {
    const { restricted } = this.#view;
    const lag = "The search index lags behind: `wait_seconds` waits for what was made moments ago.";
    if (restricted === null) return lag;
    const sight = `The ${this.#apiKey.credentialName} sees only ${restricted} that it made, that it is an admin or viewer of, or that a persona of its own allows.`;
    return `${lag} ${sight} ${this.#advice()}`;
  }

  #advice(): string {
    if (this.#bearer === null) return "Set user_bearer_token to search with it too.";
    return this.#isBearerRefused
      ? "user_bearer_token was refused, perhaps because it has expired."
      : "user_bearer_token does not see it either.";
  }

  /** A bearer token that has expired breaks no lookup: it only sees nothing. */
  async #asBearer(ask: (http: Http) => Promise<readonly A[]>): Promise<readonly A[]> {
    if (this.#bearer === null || this.#isBearerRefused) return [];
    try {
      return await ask(this.#bearer);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.#isBearerRefused = true;
      return [];
    }
  }

  async #page(
    http: Http,
    query: { readonly terms: AssetTerms; readonly from: number },
    signal: AbortSignal,
  ) {
    const { kind } = this.#view;
    const { body } = await searchAssets(http, { kind, ...query, size: PAGE_SIZE }, { signal });
    return { records: body.hits, received: body.received };
  }
}

/** Whether an asset has what was asked for, exact case included. */
export const holds = (
  asset: Asset,
  { id, qualifiedName, name, connectorName }: AssetTerms,
): boolean =>
  (name === undefined || isSameText(name, asset.name)) &&
  [
    [id, asset.id],
    [qualifiedName, asset.qualifiedName],
    [connectorName, asset.connectorName],
  ].every(([wanted, held]) => wanted === undefined || wanted === held);

const isRefusal = (error: unknown): boolean =>
  error instanceof AtlanRequestError &&
  (error.kind === "unauthorized" || error.kind === "forbidden");
