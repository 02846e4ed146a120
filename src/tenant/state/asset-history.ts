// The versions of one asset, and since when they name somebody.
import type { Asset, AssetAttributes } from "./entities.js";
import { History } from "./history.js";

export class AssetHistory extends History<Asset> {
  /** Whether a name is in a list now, and was already at a moment. */
  heldSince(list: keyof AssetAttributes, name: string, moment: number): boolean {
    return [this.current, this.at(moment)].every((asset) => {
      const names = asset?.attributes[list];
      return Array.isArray(names) && names.includes(name);
    });
  }
}
