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
} from "../state/entities.js";
import { storedName } from "../state/settings.js";
import { attributesSent } from "./asset-attributes.js";

export type AssetChange = {
  /** Undefined for one that is to be created. */
  readonly before: AssetHistory | undefined;
  readonly after: Asset;
  readonly changedAttributes: readonly string[];
  /** The negative GUID the client gave, to be told what became of it. */
  readonly placeholder: string | undefined;
};

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
    throw atlasRefusal(404, "ATLAS-404-00-00B", `Referenced entity ${guid} is not found`);
  }
  if (sent.qualifiedName === undefined || sent.qualifiedName === "") {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-02B",
      `Mandatory field qualifiedName has empty/null value: ${typeName}`,
    );
  }
  return byQualifiedName(call, typeName, sent.qualifiedName);
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
    Array.isArray(value) ? JSON.stringify(value.toSorted()) : value;
  return normal(left) === normal(right);
}

function changedNames(before: AssetAttributes, after: AssetAttributes): string[] {
  return Object.entries(after)
    .filter(
      ([name, value]) =>
        !sameValue(Object.entries(before).find(([known]) => known === name)?.[1], value),
    )
    .map(([name]) => name);
}

function updated({ state, principal }: Call, before: AssetHistory, sent: Partial<AssetAttributes>) {
  const { attributes } = before.current;
  const after = { ...attributes, ...sent, qualifiedName: attributes.qualifiedName };
  const asset = {
    ...before.current,
    attributes: after,
    updatedBy: principal.username,
    updateTime: state.clock.now(),
  };
  return { before, after: asset, changedAttributes: changedNames(attributes, after) };
}

function created({ state, principal }: Call, typeName: AssetType, sent: Partial<AssetAttributes>) {
  if (sent.name === undefined || sent.name === "") {
    throw atlasRefusal(
      400,
      "ATLAS-400-00-02B",
      `Mandatory field name has empty/null value: ${typeName}`,
    );
  }
  const now = state.clock.now();
  const after: Asset = {
    typeName,
    guid: state.ids.guid(),
    status: "ACTIVE",
    createdBy: principal.username,
    updatedBy: principal.username,
    createTime: now,
    updateTime: now,
    attributes: { ...EMPTY_ATTRIBUTES, displayName: sent.name, ...sent },
  };
  return { before: undefined, after, changedAttributes: Object.keys(sent) };
}

function attributesStored({ state }: Call, sent: Partial<AssetAttributes>) {
  const { name, displayName } = sent;
  return {
    ...sent,
    ...(name !== undefined && { name: storedName(state.settings, name) }),
    ...(displayName !== undefined && { displayName: storedName(state.settings, displayName) }),
  };
}

function changeOf(call: Call, entity: unknown): AssetChange {
  if (!isObject(entity))
    throw atlasRefusal(400, "ATLAS-400-00-01A", `invalid parameters: entity ${quoted(entity)}`);
  const { typeName, guid } = entity;
  if (typeof typeName !== "string" || typeName === "") {
    throw atlasRefusal(400, "ATLAS-400-00-01A", "invalid parameters: entity without typeName");
  }
  if (!isAssetType(typeName)) throw notSimulated(`writing entities of type ${quoted(typeName)}`);
  const sent = attributesStored(call, attributesSent(entity.attributes));
  const before = resolved(call, entity, [typeName, sent]);
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
  const changes = entities.map((entity: unknown) => changeOf(call, entity));
  if (new Set(changes.map(identityOf)).size < changes.length) {
    throw notSimulated("a bulk write that names one entity twice");
  }
  return changes;
}
