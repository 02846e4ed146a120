// From an asset as the search found it to Terraform's names. Pure.
import type { Asset } from "../../client/index.js";
import { toRfc3339 } from "../../rfc3339.js";

/** What all kinds say of themselves, by Terraform's names. */
export const assetIdentityOf = ({ id, qualifiedName, name, description }: Asset) => ({
  id,
  qualified_name: qualifiedName,
  name,
  description,
});

/** Who made it, and when. */
export const assetOriginOf = ({ createdAt, createdBy }: Asset) => ({
  created_at: createdAt && toRfc3339(createdAt),
  created_by: createdBy,
});

/** A set has no element twice; the tenant's list may. Null: hidden. */
export const principalSetOf = (names: readonly string[] | null): readonly string[] | null =>
  names && [...new Set(names)];
