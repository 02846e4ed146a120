// A thing that cannot be seen, where that is an error.
import { hiddenAsset } from "../asset/asset-problems.js";
import type { Look } from "./grant.js";
import { GrantError } from "./grant-error.js";

export const hiddenFrom = (
  thing: string,
  { fromApiKey, fromPerson }: Extract<Look, { readonly state: "hidden" }>,
): GrantError => new GrantError(hiddenAsset(thing, fromApiKey, fromPerson));
