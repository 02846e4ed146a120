// An asset as search hits and write replies show it: a header, and only the attributes that were asked for.
import { type Asset, shownAttributes } from "../state/entities.js";

const ALWAYS_SHOWN = ["name", "qualifiedName"];

export function assetHeader(asset: Asset, wanted: readonly string[]) {
  const { typeName, guid, status, createdBy, updatedBy, createTime, updateTime, attributes } =
    asset;
  const shown = Object.entries(shownAttributes(asset)).filter(
    ([name]) => ALWAYS_SHOWN.includes(name) || wanted.includes(name),
  );
  return {
    typeName,
    guid,
    status,
    displayText: attributes.name,
    attributes: Object.fromEntries(shown),
    classificationNames: [],
    classifications: [],
    meaningNames: [],
    meanings: [],
    isIncomplete: false,
    labels: [],
    createdBy,
    updatedBy,
    createTime,
    updateTime,
  };
}
