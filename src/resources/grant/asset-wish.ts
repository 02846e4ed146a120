// What one resource wants of the list in an asset: what is to change, what must not, and what came of it.
import type { Entity } from "../../client/index.js";
import type { AssetContent } from "../asset/asset-content.js";
import { ownPrincipal } from "../asset/asset-problems.js";
import { type AssetRight, isPutBack, requireType } from "./asset-right.js";
import type { DeclaredRights } from "./declared-rights.js";
import type { PrincipalResult, Wish } from "./grant.js";
import { GrantError } from "./grant-error.js";

export interface AssetWishOptions {
  readonly right: AssetRight;
  readonly wish: Wish;
  readonly declared: DeclaredRights;
  /** The API key's own username; null where nothing is taken. */
  readonly own: string | null;
}

export class AssetWish {
  readonly #of: AssetWishOptions;

  constructor(options: AssetWishOptions) {
    this.#of = options;
  }

  /** @throws GrantError for another type of asset, and for taking from the API key what it sees the asset by */
  guard(seen: Entity): void {
    const { right, wish, own } = this.#of;
    requireType(right, seen);
    if (own === null || wish.seenWithout.includes(own) || !wish.take.includes(own)) return;
    if (!seen[right.list].includes(own) || this.#whyItStays(seen, own) !== undefined) return;
    const otherList = seen[right.list === "adminUsers" ? "viewerUsers" : "adminUsers"];
    const isSeenAnyway = seen.createdBy === own || otherList.includes(own);
    if (!isSeenAnyway) throw new GrantError(ownPrincipal(seen, own));
  }

  merge(content: AssetContent, seen: Entity): AssetContent {
    const { right, wish } = this.#of;
    const stays = (name: string) =>
      !wish.take.includes(name) || this.#whyItStays(seen, name) !== undefined;
    const names = [...content[right.list].filter(stays), ...wish.give];
    return { ...content, [right.list]: [...new Set(names)] };
  }

  /** @param after null: nobody could look, so what was written is believed */
  results(before: Entity, after: Entity | null): Map<string, PrincipalResult> {
    const { right, wish } = this.#of;
    const had = (name: string) => before[right.list].includes(name);
    const has = (name: string) => after?.[right.list].includes(name);
    const given = wish.give.map((name): [string, PrincipalResult] => {
      if (has(name) === false) return [name, "failed"];
      return [name, had(name) ? "held" : "given"];
    });
    const taken = wish.take.map((name): [string, PrincipalResult] => {
      if (!had(name) && has(name) !== true) return [name, "taken"];
      return [name, this.#whyItStays(before, name) ?? (has(name) === true ? "failed" : "taken")];
    });
    return new Map([...given, ...taken]);
  }

  #whyItStays(seen: Entity, name: string): "left" | "put_back" | undefined {
    const { right, wish, declared } = this.#of;
    if (declared.has({ type: right.type, thing: wish.thing }, name)) return "left";
    return isPutBack(right, seen, name) ? "put_back" : undefined;
  }
}
