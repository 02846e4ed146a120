// An asset as search hits and write replies show it: a header, and only the attributes that were asked for.
import { type Asset, attributeNames } from "../state/entities.js";

const ALWAYS_SHOWN = ["name", "qualifiedName"];

export function assetHeader(asset: Asset, wanted: readonly string[]) {
  const { typeName, guid, status, createdBy, updatedBy, createTime, updateTime, attributes } =
    asset;
  const names = attributeNames(typeName).filter(
    (name) => ALWAYS_SHOWN.includes(name) || wanted.includes(name),
  );
  return {
    typeName,
    guid,
    status,
    displayText: attributes.name,
    attributes: Object.fromEntries(names.map((name) => [name, attributes[name]])),
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
