// What a schema lets people set, under the names that constructs use. Derived once per schema.
import type { AttributeType, Schema } from "../schema";

/** What a construct was given, by property name. */
export type Values = Readonly<Record<string, unknown>>;

/** An attribute that the configuration may set. */
export interface Setting {
  /** Terraform's name, `display_name`. */
  readonly attribute: string;
  /** The construct's name for it, `displayName`. */
  readonly property: string;
  readonly type: AttributeType;
  readonly isRequired: boolean;
  /** Where the property takes objects: how faults name them. */
  readonly object: ObjectProperty | undefined;
}

/** `display_name` → `displayName`. */
export function camelCase(attribute: string): string {
  return attribute.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `displayName` → `display_name`. */
export function snakeCase(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A property that takes an object: it is named after the object, not after the attribute. */
interface ObjectProperty {
  readonly property: string;
  /** What is missing when it is missing. */
  readonly expected: string;
  /** What each element of an array is. */
  readonly element?: string;
  /** Which strings may stand for an object. */
  readonly literal?: Literal;
  /** Another property that sets the same attribute. */
  readonly alternative?: string;
}

interface Literal {
  readonly pattern: RegExp;
  readonly expected: string;
  /** What else the string may be meant as, and what to do then. */
  readonly hint: string;
}

const PERSONA = "a persona, such as a DataAtlanPersona, or its qualified name";

const QUALIFIED_NAME: Literal = {
  pattern: /^[^\s/]+\/\S+$/,
  expected: "a qualified name, such as default/4f7dkLmPq2",
  hint: "a persona's name is looked up with DataAtlanPersona.fromName",
};

const OBJECT_PROPERTIES: Readonly<Record<string, ObjectProperty>> = {
  collection_id: {
    property: "collection",
    expected: "a collection, such as a DataAtlanCollection",
  },
  connection_id: {
    property: "connection",
    expected: "a connection, such as a DataAtlanConnection",
  },
  persona_qualified_name: {
    property: "persona",
    expected: PERSONA,
    literal: QUALIFIED_NAME,
  },
  persona_qualified_names: {
    property: "personas",
    expected: "personas, or qualified names",
    element: PERSONA,
    literal: QUALIFIED_NAME,
  },
  token_ids: { property: "token", expected: "an AtlanApiToken or a DataAtlanApiToken" },
  usernames: {
    property: "principals",
    expected: "exactly one of token and principals",
    element: "a username, an AtlanApiToken or a DataAtlanApiToken",
    alternative: "token",
  },
};

/** What constructs call an attribute that can be set. */
export function propertyOf(attribute: string): string {
  return OBJECT_PROPERTIES[attribute]?.property ?? camelCase(attribute);
}

const settingsBySchema = new WeakMap<Schema, readonly Setting[]>();

function deriveSettings(schema: Schema): readonly Setting[] {
  return Object.entries(schema.attributes).flatMap(([attribute, definition]) => {
    if (definition.mode === "computed" || !("type" in definition)) return [];
    return [
      {
        attribute,
        property: propertyOf(attribute),
        type: definition.type,
        isRequired: definition.mode === "required",
        object: OBJECT_PROPERTIES[attribute],
      },
    ];
  });
}

/** Every attribute of the schema that is not the tenant's alone. */
export function settingsOf(schema: Schema): readonly Setting[] {
  const known = settingsBySchema.get(schema);
  if (known !== undefined) return known;
  const settings = deriveSettings(schema);
  settingsBySchema.set(schema, settings);
  return settings;
}

/** What only the construct knows of a provider. */
const PROVIDER_PROPERTIES = ["alias", "allowLiteralCredentials"];

const propertiesBySchema = new WeakMap<Schema, readonly string[]>();

/** Every property that a construct of the schema has besides Terraform's meta-arguments. */
export function propertiesOf(schema: Schema): readonly string[] {
  const known = propertiesBySchema.get(schema) ?? deriveProperties(schema);
  propertiesBySchema.set(schema, known);
  return known;
}

function deriveProperties(schema: Schema): readonly string[] {
  return [
    ...settingsOf(schema).flatMap(({ attribute, property }) => [
      property,
      ...[OBJECT_PROPERTIES[attribute]?.alternative ?? []].flat(),
    ]),
    ...(schema.timeouts === undefined ? [] : ["timeouts"]),
    ...(schema.kind === "provider" ? PROVIDER_PROPERTIES : []),
  ];
}
