// The index's fields, and how each compares: some fold case, as the metastore's index settings say.
import { notSimulated } from "../../api/refusal.js";
import { type Asset, type AssetAttributes, isAssetType } from "../../state/entities.js";

export type SearchField = {
  readonly read: (asset: Asset) => unknown;
  /** Indexed with a lower-case normaliser: `CONNECTION` finds `Connection`. */
  readonly foldsCase: boolean;
  /** Says, in lower case, which values the tenant could find at all. Without it: any. */
  readonly holds?: (value: string) => boolean;
};

const SUPER_TYPES: { readonly [typeName: string]: readonly string[] } = {
  Persona: ["AccessControl", "Asset", "Referenceable"],
  Connection: ["Asset", "Referenceable"],
  Collection: ["Namespace", "Asset", "Referenceable"],
};

const lowered = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));
const HELD_TYPES = lowered(Object.keys(SUPER_TYPES).filter(isAssetType));
const HELD_SUPER_TYPES = lowered(Object.values(SUPER_TYPES).flat());

const keyword = (read: SearchField["read"]): SearchField => ({ read, foldsCase: false });
const folded = (read: SearchField["read"]): SearchField => ({ read, foldsCase: true });
const attribute = (name: keyof AssetAttributes) => keyword((asset) => asset.attributes[name]);

const FIELDS: { readonly [name: string]: SearchField } = {
  __guid: keyword((asset) => asset.guid),
  __state: keyword((asset) => asset.status),
  "__typeName.keyword": {
    ...folded((asset) => asset.typeName),
    holds: (value) => HELD_TYPES.has(value),
  },
  "__superTypeNames.keyword": {
    ...folded((asset) => SUPER_TYPES[asset.typeName]),
    holds: (value) => HELD_SUPER_TYPES.has(value),
  },
  __timestamp: keyword((asset) => asset.createTime),
  __modificationTimestamp: keyword((asset) => asset.updateTime),
  __createdBy: keyword((asset) => asset.createdBy),
  __modifiedBy: keyword((asset) => asset.updatedBy),
  "name.keyword": folded((asset) => asset.attributes.name),
  "displayName.keyword": folded((asset) => asset.attributes.displayName),
  "description.keyword": attribute("description"),
  qualifiedName: attribute("qualifiedName"),
  connectorName: attribute("connectorName"),
  adminUsers: attribute("adminUsers"),
  adminGroups: attribute("adminGroups"),
  adminRoles: attribute("adminRoles"),
  viewerUsers: attribute("viewerUsers"),
  viewerGroups: attribute("viewerGroups"),
  ownerUsers: keyword(({ otherAttributes }) => otherAttributes.ownerUsers),
  policyUsers: keyword(({ otherAttributes }) => otherAttributes.policyUsers),
  personaUsers: attribute("personaUsers"),
  personaGroups: attribute("personaGroups"),
  isAccessControlEnabled: attribute("isAccessControlEnabled"),
};

/**
 * Throws a loud 501 for a field the tenant does not index, because no hit would look like an answer. Full-text fields such as
 * `name` are among them: they match words, not values.
 */
export function fieldOf(name: string): SearchField {
  const known = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (known !== undefined) return known;
  throw notSimulated(`index search by the field ${JSON.stringify(name)}`);
}

/** The values of a field, as the index holds them: text, and none for what is empty. */
export function indexedValues({ read, foldsCase }: SearchField, asset: Asset): string[] {
  return [read(asset)]
    .flat()
    .filter((value) => value !== undefined && value !== "")
    .map((value) => (foldsCase ? String(value).toLowerCase() : String(value)));
}
