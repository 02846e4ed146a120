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
}

/** `display_name` → `displayName`. */
export function camelCase(attribute: string): string {
  return attribute.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Where constructs take objects, their property is named after the thing, not after its attribute. */
const OBJECT_PROPERTIES: Values = { persona_qualified_names: "personas" };

/** What constructs call an attribute that can be set. */
export function propertyOf(attribute: string): string {
  const property = OBJECT_PROPERTIES[attribute];
  return typeof property === "string" ? property : camelCase(attribute);
}

const settingsBySchema = new WeakMap<Schema, readonly Setting[]>();

function deriveSettings(schema: Schema): readonly Setting[] {
  return Object.entries(schema.attributes).flatMap(([attribute, definition]) => {
    if (definition.mode === "computed" || !("type" in definition)) return [];
    const isRequired = definition.mode === "required";
    return [{ attribute, property: propertyOf(attribute), type: definition.type, isRequired }];
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
