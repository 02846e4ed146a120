// The TypeScript types of an object's values, derived from its schema, so that no hook needs a cast.
import type {
  Attribute,
  Attributes,
  AttributeType,
  NestedAttribute,
  ValueAttribute,
} from "../../lib/schema/index.js";
import type { Secret } from "../secret.js";
import type { Unknown } from "./value.js";

type OfType<T extends AttributeType> = T extends "string"
  ? string
  : T extends "number"
    ? number
    : T extends "bool"
      ? boolean
      : T extends readonly ["list" | "set", infer E extends AttributeType]
        ? readonly OfType<E>[]
        : T extends readonly ["map", infer E extends AttributeType]
          ? { readonly [key: string]: OfType<E> }
          : never;

/** A known, non-null value of one attribute. */
export type Known<A extends Attribute> = A extends { readonly sensitive: true }
  ? Secret
  : A extends NestedAttribute
    ? A["nesting"] extends "single"
      ? StateOf<A["attributes"]>
      : readonly StateOf<A["attributes"]>[]
    : A extends ValueAttribute
      ? OfType<A["type"]>
      : never;

type HasDefault<A extends Attribute> = A extends { readonly default: unknown } ? true : false;
type Nullable<A extends Attribute> = A["mode"] extends "required"
  ? never
  : A["mode"] extends "optional"
    ? HasDefault<A> extends true
      ? never
      : null
    : A extends { readonly nullable: true }
      ? null
      : never;

/** The configuration as written: anything may be unknown, and what may be left out may be null. */
export type ConfigOf<S extends Attributes> = {
  readonly [K in keyof S]: S[K]["mode"] extends "required"
    ? Known<S[K]> | Unknown
    : Known<S[K]> | null | Unknown;
};

/** The object as it is stored: nothing unknown; null only where the schema allows it. */
export type StateOf<S extends Attributes> = {
  readonly [K in keyof S]: Known<S[K]> | Nullable<S[K]>;
};

/** The object as it is planned: what the tenant decides may be unknown, and so may everything before apply. */
export type PlanOf<S extends Attributes> = {
  readonly [K in keyof S]: Known<S[K]> | Nullable<S[K]> | Unknown;
};

/** What apply is asked to make true: the configured half is known, what the tenant decides may still be unknown. */
export type PlannedOf<S extends Attributes> = {
  readonly [K in keyof S]: S[K]["mode"] extends "required" | "optional"
    ? Known<S[K]> | Nullable<S[K]>
    : S[K] extends { readonly defaultAtCreate: unknown }
      ? Known<S[K]>
      : Known<S[K]> | Nullable<S[K]> | Unknown;
};
