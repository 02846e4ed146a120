// The index's fields, and how each compares: some fold case, as the metastore's index settings say.

import { notSimulated } from "../../api/refusal.js";
import { type Asset, type AssetAttributes, EMPTY_ATTRIBUTES } from "../../state/entities.js";

export type SearchField = {
  readonly read: (asset: Asset) => unknown;
  /** Indexed with a lower-case normaliser: `CONNECTION` finds `Connection`. */
  readonly foldsCase: boolean;
};

const SUPER_TYPES: { readonly [typeName: string]: readonly string[] } = {
  Persona: ["AccessControl", "Asset", "Referenceable"],
  Connection: ["Asset", "Referenceable"],
  Collection: ["Namespace", "Asset", "Referenceable"],
};

const plain = (read: SearchField["read"]): SearchField => ({ read, foldsCase: false });
const folded = (read: SearchField["read"]): SearchField => ({ read, foldsCase: true });

const FIELDS: { readonly [name: string]: SearchField } = {
  __guid: plain((asset) => asset.guid),
  __state: plain((asset) => asset.status),
  __typeName: plain((asset) => asset.typeName),
  "__typeName.keyword": folded((asset) => asset.typeName),
  __superTypeNames: plain((asset) => SUPER_TYPES[asset.typeName]),
  "__superTypeNames.keyword": folded((asset) => SUPER_TYPES[asset.typeName]),
  __timestamp: plain((asset) => asset.createTime),
  __modificationTimestamp: plain((asset) => asset.updateTime),
  __createdBy: plain((asset) => asset.createdBy),
  __modifiedBy: plain((asset) => asset.updatedBy),
  "name.keyword": folded((asset) => asset.attributes.name),
  "displayName.keyword": folded((asset) => asset.attributes.displayName),
};

const isAttribute = (name: string): name is keyof AssetAttributes =>
  Object.hasOwn(EMPTY_ATTRIBUTES, name);

/** Throws a loud 501 for a field the tenant does not index, because no hit would look like an answer. */
export function fieldOf(name: string): SearchField {
  const known = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (known !== undefined) return known;
  const attribute = name.replace(/\.keyword$/, "");
  if (isAttribute(attribute)) return plain((asset) => asset.attributes[attribute]);
  throw notSimulated(`index search by the field ${JSON.stringify(name)}`);
}
