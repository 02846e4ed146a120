// What a Terraform type *is*, as data: attributes, limits, reasons. Constructs, plugin and docs all read this; it reads nothing.
import type { Rule } from "./rules";

/** A Terraform type: a primitive word, or a collection of one. */
export type AttributeType =
  | "string"
  | "number"
  | "bool"
  | readonly ["list" | "set" | "map", AttributeType];

/**
 * Who decides an attribute's value.
 *
 * - `required`: the configuration, always.
 * - `optional`: the configuration, or nobody (null), or the `default`.
 * - `optional_computed`: the configuration, or else the tenant.
 * - `computed`: the tenant.
 */
export type Mode = "required" | "optional" | "optional_computed" | "computed";

export interface AttributeCore {
  readonly mode: Mode;
  /** One or more sentences of Markdown; becomes the generated reference and the schema's own description. */
  readonly description: string;
  /** Holds a secret: Terraform masks it, and the framework hands it to hooks as a `Secret`. Strings only. */
  readonly sensitive?: true;
  /**
   * Reaches the plugin with the configuration and is stored nowhere, so that it may come from an ephemeral value. Hooks
   * find it in `writeOnly`; to write it again, the user changes another attribute. With mode `required` or `optional`, of
   * resources, not inside nested attributes.
   */
  readonly writeOnly?: true;
  /** A computed attribute that may be null. Other computed attributes always have a value once the object exists. */
  readonly nullable?: true;
  /** Used when the configuration leaves it out; a collection is empty then. Only with mode `optional`. */
  readonly default?: string | number | boolean | readonly [];
  /** Used at create when the configuration leaves it out; later the state's value is kept. Only with mode `optional_computed`. */
  readonly defaultAtCreate?: string | number | boolean;
  /** A change of *configuration* forces a new object, for this reason (a clause: "… is fixed at creation"). */
  readonly replace?: string;
  /** A setting of this package, not of the tenant: changing it sends no request. */
  readonly local?: true;
  readonly rules?: readonly Rule[];
  /** Hold for an object that is yet to be made; one that exists may be otherwise, and be declared as it is. */
  readonly rulesAtCreate?: readonly Rule[];
  /** How constructs take it, where that is not simply its own name in camelCase. */
  readonly property?: ConstructProperty;
}

/** A construct's property that is named after the object it takes, and not after the attribute that is read from it. */
export interface ConstructProperty {
  readonly name: string;
  /** The type of the objects, where it is one of Terraform's. */
  readonly typeName?: string;
  /** What is missing when it is missing. */
  readonly expected: string;
  /** What each element of an array is. */
  readonly element?: string;
  /** Which strings may stand for an object. */
  readonly literal?: PropertyLiteral;
  /** Another property that sets the same attribute. */
  readonly alternative?: string;
}

export interface PropertyLiteral {
  readonly pattern: RegExp;
  readonly expected: string;
  /** What else the string may be meant as, and what to do then. */
  readonly hint: string;
}

/** An attribute of a plain type. */
export interface ValueAttribute extends AttributeCore {
  readonly type: AttributeType;
}

/** An attribute made of documented attributes of its own. */
export interface NestedAttribute extends AttributeCore {
  readonly nesting: "single" | "list" | "set";
  readonly attributes: Attributes;
}

export type Attribute = ValueAttribute | NestedAttribute;

/** By Terraform name, in `snake_case`. */
export type Attributes = { readonly [name: string]: Attribute };

/** The operations whose duration a `timeouts` block bounds, with their defaults in Go's notation (`"10m"`). */
export type Timeouts = {
  readonly [Operation in
    | "create"
    | "read"
    | "update"
    | "delete"
    | "open"
    | "renew"
    | "close"]?: string;
};

/** A provider block, or the type of a resource, a data source or an ephemeral resource. */
export interface Schema<A extends Attributes = Attributes> {
  /** Terraform's type name, `<provider>_<noun>`; the provider's is its own name. */
  readonly typeName: string;
  readonly kind: "provider" | "resource" | "data_source" | "ephemeral_resource";
  /** What one object of the type is called in a sentence, in the tenant's words: `API token`. */
  readonly noun: string;
  /** The state's schema version; raised together with an `upgradeState` step. */
  readonly version: number;
  readonly description: string;
  readonly attributes: A;
  /** Exactly one attribute of each group is set. */
  readonly exactlyOneOf?: readonly (readonly string[])[];
  /** Present when the type takes a `timeouts` block. */
  readonly timeouts?: Timeouts;
}

/** Keeps the literal types of a schema, from which the framework derives the types of every hook. */
export function defineSchema<const A extends Attributes>(
  // Checked here, not in `Schema`: there it would keep a schema from being passed where any schema will do.
  schema: Schema<A> & { readonly exactlyOneOf?: readonly (readonly (keyof A & string)[])[] },
): Schema<A> {
  return schema;
}
