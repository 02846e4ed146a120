// The TypeScript types of an object's values, derived from its schema, so that no hook needs a cast.
import type {
  Attribute,
  Attributes,
  AttributeType,
  NestedAttribute,
  ValueAttribute,
} from "../../lib/schema/core/index.js";
import type { Secret } from "../secret.js";
import type { ObjectValue, Unknown, Value } from "./value.js";

/** `U` is what may stand in for an element: `never` once an object is stored, `Unknown` while Terraform plans. */
type OfType<T extends AttributeType, U> = T extends "string"
  ? string
  : T extends "number"
    ? number
    : T extends "bool"
      ? boolean
      : T extends readonly ["list" | "set", infer E extends AttributeType]
        ? readonly (OfType<E, U> | U)[]
        : T extends readonly ["map", infer E extends AttributeType]
          ? { readonly [key: string]: OfType<E, U> | U }
          : never;

type NestedOf<S extends Attributes, U> = [U] extends [never] ? StateOf<S> : ConfigOf<S>;

/** A known, non-null value of one attribute; with `U = Unknown` its elements may still be unknown one by one. */
export type Known<A extends Attribute, U = never> = A extends { readonly sensitive: true }
  ? Secret
  : A extends NestedAttribute
    ? A["nesting"] extends "single"
      ? NestedOf<A["attributes"], U>
      : readonly (NestedOf<A["attributes"], U> | U)[]
    : A extends ValueAttribute
      ? OfType<A["type"], U>
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

/** True when the attributes themselves are forgotten (`Attributes`): then so are the types of their values. */
type IsForgotten<S extends Attributes> = string extends keyof S ? true : false;

/** The configuration as written: anything may be unknown, and what may be left out may be null. */
export type ConfigOf<S extends Attributes> =
  IsForgotten<S> extends true
    ? ObjectValue
    : {
        readonly [K in keyof S]: S[K]["mode"] extends "required"
          ? Known<S[K], Unknown> | Unknown
          : Known<S[K], Unknown> | null | Unknown;
      };

/** A wholly known configuration, defaults filled in: what is left out is null, and what only the tenant decides always is. */
export type KnownConfigOf<S extends Attributes> =
  IsForgotten<S> extends true
    ? ObjectValue
    : {
        readonly [K in keyof S]: S[K]["mode"] extends "computed"
          ? null
          : S[K]["mode"] extends "required"
            ? Known<S[K]>
            : HasDefault<S[K]> extends true
              ? Known<S[K]>
              : Known<S[K]> | null;
      };

/** The object as it is stored: nothing unknown; null only where the schema allows it. */
export type StateOf<S extends Attributes> =
  IsForgotten<S> extends true
    ? ObjectValue
    : { readonly [K in keyof S]: Known<S[K]> | Nullable<S[K]> };

/** One attribute as it is planned. */
export type PlanValueOf<S extends Attributes, K extends keyof S> =
  IsForgotten<S> extends true ? Value : Known<S[K], Unknown> | Nullable<S[K]> | Unknown;

/** The object as it is planned: what the tenant decides may be unknown, and so may everything before apply. */
export type PlanOf<S extends Attributes> =
  IsForgotten<S> extends true ? ObjectValue : { readonly [K in keyof S]: PlanValueOf<S, K> };

/** What apply is asked to make true: the configured half is known, what the tenant decides may still be unknown. */
export type PlannedOf<S extends Attributes> =
  IsForgotten<S> extends true
    ? ObjectValue
    : {
        readonly [K in keyof S]: S[K]["mode"] extends "required" | "optional"
          ? Known<S[K]> | Nullable<S[K]>
          : S[K] extends { readonly defaultAtCreate: unknown }
            ? Known<S[K]>
            : Known<S[K]> | Nullable<S[K]> | Unknown;
      };
