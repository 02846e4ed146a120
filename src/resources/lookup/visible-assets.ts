// The assets of one kind that the provider's credentials can see: as the API key, and as the user where that sees nothing.
import {
  type Asset,
  type AssetKind,
  type AssetTerms,
  AtlanRequestError,
  type Http,
  searchAssets,
} from "../../client/index.js";
import type { Session } from "../session.js";
import { walkPages } from "./walk-pages.js";

/** What the vendor's SDKs ask for at once. */
const PAGE_SIZE = 300;
/** Enough to choose near misses from. */
const MOST_LISTED = 3_000;

export interface View<A extends Asset> {
  readonly kind: AssetKind<A>;
  /** `connections`; null where every API key sees them all. */
  readonly restricted: string | null;
  readonly signal: AbortSignal;
}

export class VisibleAssets<A extends Asset> {
  readonly #apiKey: Http;
  readonly #user: Http | null;
  readonly #view: View<A>;
  #isUserRefused = false;

  constructor({ client }: Session, view: View<A>) {
    this.#apiKey = client.apiKey;
    this.#user = view.restricted === null ? null : client.user;
    this.#view = view;
  }

  /** The index folds the case of names; here it counts. */
  async matching(terms: AssetTerms): Promise<readonly A[]> {
    const ask = async (http: Http) => {
      const { records } = await this.#page(http, terms, 0);
      return records.filter((asset) => holds(asset, terms));
    };
    const matches = await ask(this.#apiKey);
    return matches.length > 0 ? matches : this.#asUser(ask);
  }

  /** What either credential sees, up to a few thousand each. */
  async all(): Promise<readonly A[]> {
    const walk = { from: 0, most: MOST_LISTED, keyOf: ({ id }: A) => id };
    const ask = (http: Http) => walkPages((offset) => this.#page(http, {}, offset), walk);
    const seen = [...(await ask(this.#apiKey)), ...(await this.#asUser(ask))];
    return [...new Map(seen.map((asset) => [asset.id, asset])).values()];
  }

  /** Why an asset that exists may not have been found. */
  reasons(): string {
    const { restricted } = this.#view;
    const lag = "The search index lags behind: `wait_seconds` waits for what was made moments ago.";
    if (restricted === null) return lag;
    const sight = `The API key sees only ${restricted} that it made, that it is an admin or viewer of, or that a persona of its own allows.`;
    return `${lag} ${sight} ${this.#advice()}`;
  }

  #advice(): string {
    if (this.#user === null) return "Set user_bearer_token to look as a person too.";
    return this.#isUserRefused
      ? "The user bearer token was refused, perhaps because it has expired: a fresh one looks too."
      : "The user bearer token looked too.";
  }

  /** A bearer token that has expired breaks no lookup: it only sees nothing. */
  async #asUser(ask: (http: Http) => Promise<readonly A[]>): Promise<readonly A[]> {
    if (this.#user === null || this.#isUserRefused) return [];
    try {
      return await ask(this.#user);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.#isUserRefused = true;
      return [];
    }
  }

  async #page(http: Http, terms: AssetTerms, from: number) {
    const { kind, signal } = this.#view;
    const { body } = await searchAssets(http, { kind, terms, from, size: PAGE_SIZE }, { signal });
    return { records: body.hits, received: body.received };
  }
}

const holds = (asset: Asset, { id, qualifiedName, name, connectorName }: AssetTerms): boolean =>
  [
    [id, asset.id],
    [qualifiedName, asset.qualifiedName],
    [name, asset.name],
    [connectorName, asset.connectorName],
  ].every(([wanted, held]) => wanted === undefined || wanted === held);

const isRefusal = (error: unknown): boolean =>
  error instanceof AtlanRequestError &&
  (error.kind === "unauthorized" || error.kind === "forbidden");
