// Reads the entities of a bulk write, and finds what each one changes.

import { atlasRefusal, notSimulated } from "../api/refusal.js";
import type { Call } from "../api/route.js";
import { isObject, type JsonObject, quoted } from "../input/json.js";
import type { AssetHistory } from "../state/asset-history.js";
import {
  type Asset,
  type AssetAttributes,
  type AssetType,
  EMPTY_ATTRIBUTES,
  isAssetType,
  shownAttributes,
} from "../state/entities.js";
import { attributesSent, type SentAttributes, storedAttributes } from "./asset-attributes.js";

export type AssetChange = {
  /** Undefined for one that is to be created. */
  readonly before: AssetHistory | undefined;
  readonly after: Asset;
  readonly sentAttributes: readonly string[];
  readonly changedAttributes: readonly string[];
  /** The negative GUID the client gave, to be told what became of it. */
  readonly placeholder: string | undefined;
};

const MOST_ENTITIES = 10_000;

const isPlaceholder = (guid: unknown): guid is string =>
  typeof guid === "string" && guid.startsWith("-");

function byQualifiedName(
  { state }: Call,
  typeName: AssetType,
  qualifiedName: string,
): AssetHistory | undefined {
  return [...state.store.assets.values()].find(({ current }) => {
    return current.typeName === typeName && current.attributes.qualifiedName === qualifiedName;
  });
}

/** A GUID that is no placeholder goes before the qualified name, and must exist. */
function resolved(
  call: Call,
  entity: JsonObject,
  [typeName, sent]: [AssetType, Partial<AssetAttributes>],
) {
  const { guid } = entity;
  if (typeof guid === "string" && guid !== "" && !isPlaceholder(guid)) {
    const history = call.state.store.assets.get(guid);
    if (history !== undefined && history.current.typeName === typeName) return history;
    throw atlasRefusal(404, "ATLAS-404-00-00A", `Referenced entity ${guid} is not found`);
  }
  return byQualifiedName(call, typeName, sent.qualifiedName ?? "");
}

/** Only what happens to a persona is known. */
function requireActive({ current: { typeName, status, guid } }: AssetHistory): void {
  if (status === "ACTIVE") return;
  if (typeName !== "Persona") throw notSimulated(`writing the deleted ${typeName} ${guid}`);
  throw atlasRefusal(
    409,
    "ATLAS-409-00-015",
    `Operation not supported: Persona ${guid} is deleted`,
  );
}

function sameValue(left: unknown, right: unknown): boolean {
  const normal = (value: unknown) =>
    JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
  return normal(left) === normal(right);
}

function changedNames(before: Asset, after: Asset): string[] {
  const [old, current] = [shownAttributes(before), shownAttributes(after)];
  const names = new Set([...Object.keys(old), ...Object.keys(current)]);
  return [...names].filter((name) => !sameValue(old[name], current[name]));
}

const withoutNulls = (attributes: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));

function updated({ state, principal }: Call, before: AssetHistory, sent: SentAttributes) {
  const { current } = before;
  const { qualifiedName } = current.attributes;
  const known = storedAttributes(state.settings, sent.known);
  const after: Asset = {
    ...current,
    attributes: { ...current.attributes, ...known, qualifiedName },
    otherAttributes: withoutNulls({ ...current.otherAttributes, ...sent.other }),
    updatedBy: principal.username,
    updateTime: state.clock.now(),
  };
  return {
    before,
    after,
    sentAttributes: Object.keys(sent.known),
    changedAttributes: changedNames(current, after),
  };
}

function created({ state, principal }: Call, typeName: AssetType, sent: SentAttributes) {
  const now = state.clock.now();
  const known = storedAttributes(state.settings, sent.known);
  const after: Asset = {
    typeName,
    guid: state.ids.guid(),
    status: "ACTIVE",
    createdBy: principal.username,
    updatedBy: principal.username,
    createTime: now,
    updateTime: now,
    attributes: { ...EMPTY_ATTRIBUTES, displayName: known.name ?? "", ...known },
    otherAttributes: withoutNulls(sent.other),
  };
  const sentAttributes = Object.keys(known);
  const changedAttributes = [...sentAttributes, ...Object.keys(after.otherAttributes)];
  return { before: undefined, after, sentAttributes, changedAttributes };
}

/** Every write names the asset, an update as well (atlas-metastore, validateAndNormalize). */
function requireNames(typeName: AssetType, known: Partial<AssetAttributes>): void {
  const missing = (["name", "qualifiedName"] as const).find((name) => (known[name] ?? "") === "");
  if (missing === undefined) return;
  throw atlasRefusal(
    404,
    "ATLAS-404-00-007",
    `Invalid instance creation/updation parameters passed : ${typeName}.${missing}: mandatory attribute value missing in type ${typeName}`,
  );
}

/** What an entity may carry besides its attributes, and the tenant does not keep. */
const NOT_KEPT = [
  "addOrUpdateClassifications",
  "appendRelationshipAttributes",
  "businessAttributes",
  "classifications",
  "customAttributes",
  "labels",
  "meanings",
  "relationshipAttributes",
  "removeClassifications",
  "removeRelationshipAttributes",
];

const isEmpty = (value: unknown) => value === null || Object.keys(Object(value)).length === 0;

function requireNothingElse(entity: JsonObject): void {
  const { status = "ACTIVE" } = entity;
  if (status !== "ACTIVE") throw notSimulated(`writing the status ${quoted(status)} of an asset`);
  const stray = NOT_KEPT.find((key) => entity[key] !== undefined && !isEmpty(entity[key]));
  if (stray !== undefined) throw notSimulated(`writing ${stray} of an asset`);
}

function changeOf(call: Call, entity: unknown): AssetChange {
  if (!isObject(entity))
    throw atlasRefusal(400, "ATLAS-400-00-01A", `invalid parameters: entity ${quoted(entity)}`);
  const { typeName, guid } = entity;
  if (typeof typeName !== "string" || typeName === "") {
    throw atlasRefusal(400, "ATLAS-400-00-01A", "invalid parameters: entity without typeName");
  }
  if (!isAssetType(typeName)) throw notSimulated(`writing entities of type ${quoted(typeName)}`);
  requireNothingElse(entity);
  const sent = attributesSent(entity.attributes, typeName);
  const before = resolved(call, entity, [typeName, sent.known]);
  requireNames(typeName, sent.known);
  if (before !== undefined) requireActive(before);
  const change = before === undefined ? created(call, typeName, sent) : updated(call, before, sent);
  return { ...change, placeholder: isPlaceholder(guid) ? guid : undefined };
}

/** The GUID of what exists; what is new is known by its qualified name alone. */
const identityOf = ({ before, after }: AssetChange): string =>
  before === undefined ? `${after.typeName} ${after.attributes.qualifiedName}` : after.guid;

/** Throws a Refusal for the first entity that is none. Nothing is stored yet. */
export function checkedAssets(call: Call): AssetChange[] {
  const entities = isObject(call.request.body) ? call.request.body.entities : undefined;
  if (!Array.isArray(entities) || entities.length === 0) {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-01A",
      "invalid parameters: no entities to create/update.",
    );
  }
  if (entities.length > MOST_ENTITIES) {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-212",
      `The request has ${entities.length} entities, more than the limit of ${MOST_ENTITIES}`,
    );
  }
  const changes = entities.map((entity: unknown) => changeOf(call, entity));
  if (new Set(changes.map(identityOf)).size < changes.length) {
    throw notSimulated("a bulk write that names one entity twice");
  }
  return changes;
}
