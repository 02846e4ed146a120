// The versions of one asset, so that rights and the search index can lag behind the entity.
import type { Asset, AssetAttributes } from "./entities.js";

type Version = { readonly at: number; readonly asset: Asset };

/** The time of what the seed planted: it was always there, so nothing lags behind it. */
export const ALWAYS = Number.NEGATIVE_INFINITY;

export class AssetHistory {
  readonly #versions: [Version, ...Version[]];
  #last: Version;

  constructor(asset: Asset, at: number) {
    this.#last = { at, asset };
    this.#versions = [this.#last];
  }

  get current(): Asset {
    return this.#last.asset;
  }

  write(asset: Asset, at: number): void {
    this.#last = { at, asset };
    this.#versions.push(this.#last);
  }

  /** The version in force at a moment; undefined when the asset did not exist yet. */
  at(moment: number): Asset | undefined {
    return this.#versions.findLast((version) => version.at <= moment)?.asset;
  }

  /** Whether a name is in a list now, and was already at a moment. */
  heldSince(list: keyof AssetAttributes, name: string, moment: number): boolean {
    return [this.current, this.at(moment)].every((asset) => {
      const names = asset?.attributes[list];
      return Array.isArray(names) && names.includes(name);
    });
  }
}
