// Reads the attributes of one written entity: absent is unchanged, an explicit null empties.
import { atlasRefusal, notSimulated, unexpectedFailure } from "../api/refusal.js";
import { isObject, isStringArray, type JsonObject, quoted } from "../input/json.js";
import {
  type AssetAttributes,
  type AssetType,
  attributeNames,
  EMPTY_ATTRIBUTES,
} from "../state/entities.js";
import { storedName, type TenantSettings } from "../state/settings.js";

export type SentAttributes = {
  readonly known: Partial<AssetAttributes>;
  /** Kept as they were sent; null takes one away. */
  readonly other: JsonObject;
};

const LONGEST_ATTRIBUTE = 100_000;
const FORBIDDEN_IN_NAMES = /[<>]|:\/\//;

export const invalidValue = (name: string, value: unknown) =>
  atlasRefusal(400, "ATLAS-400-00-029", `Invalid value for attribute ${name}: ${quoted(value)}`);

/** The metastore throws this one with a plain message, so that it is a 500. */
function requireBounded([name, value]: [string, unknown]): void {
  const text = typeof value === "string" ? value : quoted(value);
  if (text.length > LONGEST_ATTRIBUTE)
    throw unexpectedFailure(`Attribute ${name} exceeds limit of ${LONGEST_ATTRIBUTE} characters`);
}

function knownValue(name: string, value: unknown, empty: unknown): unknown {
  if (value === null) return empty;
  if (!Array.isArray(empty)) {
    if (typeof value === typeof empty) return value;
    throw invalidValue(name, value);
  }
  if (!isStringArray(value)) throw invalidValue(name, value);
  const forbidden = value.find((item) => FORBIDDEN_IN_NAMES.test(item));
  if (forbidden !== undefined) throw invalidValue(name, forbidden);
  return [...new Set(value)];
}

/** Another entity: the server makes a relationship of it. */
const isReference = (value: unknown) =>
  isObject(value) && (typeof value.guid === "string" || isObject(value.uniqueAttributes));

/** A persona's policies are for its rules to refuse. */
function requirePlain([name, value]: [string, unknown], typeName: AssetType): void {
  if (typeName === "Persona" && name === "policies") return;
  if ([value ?? []].flat().some(isReference))
    throw notSimulated(`writing the relationship ${quoted(name)}`);
}

/** Throws Atlas' refusal for a value that the attribute cannot have. */
export function attributesSent(attributes: unknown, typeName: AssetType): SentAttributes {
  const sent = isObject(attributes) ? attributes : {};
  const names: readonly string[] = attributeNames(typeName);
  for (const entry of Object.entries(sent)) requireBounded(entry);
  const others = Object.entries(sent).filter(([name]) => !names.includes(name));
  for (const entry of others) requirePlain(entry, typeName);
  const known = Object.entries(EMPTY_ATTRIBUTES)
    .filter(([name]) => names.includes(name) && sent[name] !== undefined)
    .map(([name, empty]) => [name, knownValue(name, sent[name], empty)]);
  return { known: Object.fromEntries(known), other: Object.fromEntries(others) };
}

/** As the tenant keeps names. */
export function storedAttributes(
  settings: TenantSettings,
  known: Partial<AssetAttributes>,
): Partial<AssetAttributes> {
  const { name, displayName } = known;
  return {
    ...known,
    ...(name !== undefined && { name: storedName(settings, name) }),
    ...(displayName !== undefined && { displayName: storedName(settings, displayName) }),
  };
}
