// What a schema lets people set, under the names that constructs use. Derived once per schema.
import type { Attribute, Attributes, ConstructProperty, Schema } from "../schema";

/** What a construct was given, by property name. */
export type Values = Readonly<Record<string, unknown>>;

/** An attribute that the configuration may set. */
export interface Setting {
  /** Terraform's name, `display_name`. */
  readonly attribute: string;
  /** The construct's name for it, `displayName`. */
  readonly property: string;
  readonly definition: Attribute;
  readonly isRequired: boolean;
  /** Where the property takes objects: how faults name them. */
  readonly object: ConstructProperty | undefined;
}

/** `display_name` → `displayName`. */
export function camelCase(attribute: string): string {
  return attribute.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** `displayName` → `display_name`. */
export function snakeCase(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What constructs call an attribute: its type's own word for what can be set, else its name. */
export function propertyOf(name: string, { mode, property }: Attribute): string {
  return (mode === "computed" ? undefined : property?.name) ?? camelCase(name);
}

const settingsByAttributes = new WeakMap<Attributes, readonly Setting[]>();

const deriveSettings = (attributes: Attributes): readonly Setting[] =>
  Object.entries(attributes)
    .filter(([, { mode }]) => mode !== "computed")
    .map(([attribute, definition]) => ({
      attribute,
      property: propertyOf(attribute, definition),
      definition,
      isRequired: definition.mode === "required",
      object: definition.property,
    }));

/** Every attribute of the schema, or of an object in it, that is not the tenant's alone. */
export function settingsOf({ attributes }: { readonly attributes: Attributes }) {
  const known = settingsByAttributes.get(attributes);
  if (known !== undefined) return known;
  const settings = deriveSettings(attributes);
  settingsByAttributes.set(attributes, settings);
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
    ...settingsOf(schema).flatMap(({ property, object }) => [
      property,
      ...[object?.alternative ?? []].flat(),
    ]),
    ...(schema.timeouts === undefined ? [] : ["timeouts"]),
    ...(schema.kind === "provider" ? PROVIDER_PROPERTIES : []),
  ];
}
