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

/** Which of an object's forms: they differ in what may be unknown, and what may be null. */
type Stage = "config" | "knownConfig" | "plan" | "planned" | "state";

/** What may stand for an element of a collection beside its value: nothing, once Terraform knows everything. */
type UnknownElement<G extends Stage> = G extends "config" | "plan" ? Unknown : never;

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

/** An object inside an object is at the same stage. */
type ObjectAt<G extends Stage, S extends Attributes> = {
  readonly config: ConfigOf<S>;
  readonly knownConfig: KnownConfigOf<S>;
  readonly plan: PlanOf<S>;
  readonly planned: PlannedOf<S>;
  readonly state: StateOf<S>;
}[G];

/** A known, non-null value of one attribute. */
type Known<G extends Stage, A extends Attribute> = A extends { readonly sensitive: true }
  ? Secret
  : A extends NestedAttribute
    ? A["nesting"] extends "single"
      ? ObjectAt<G, A["attributes"]>
      : readonly (ObjectAt<G, A["attributes"]> | UnknownElement<G>)[]
    : A extends ValueAttribute
      ? OfType<A["type"], UnknownElement<G>>
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
          ? Known<"config", S[K]> | Unknown
          : Known<"config", S[K]> | null | Unknown;
      };

/** A wholly known configuration, defaults filled in: what is left out is null, and what only the tenant decides always is. */
export type KnownConfigOf<S extends Attributes> =
  IsForgotten<S> extends true
    ? ObjectValue
    : {
        readonly [K in keyof S]: S[K]["mode"] extends "computed"
          ? null
          : S[K]["mode"] extends "required"
            ? Known<"knownConfig", S[K]>
            : HasDefault<S[K]> extends true
              ? Known<"knownConfig", S[K]>
              : Known<"knownConfig", S[K]> | null;
      };

/** What is write-only of a wholly known configuration: the one place where it is found. */
export type WriteOnlyOf<S extends Attributes> =
  IsForgotten<S> extends true
    ? ObjectValue
    : {
        readonly [K in keyof S as S[K] extends WriteOnly
          ? K
          : never]: S[K]["mode"] extends "required"
          ? Known<"knownConfig", S[K]>
          : Known<"knownConfig", S[K]> | null;
      };

type WriteOnly = { readonly writeOnly: true };

/** The object as it is stored: nothing unknown; null only where the schema allows it. */
export type StateOf<S extends Attributes> =
  IsForgotten<S> extends true
    ? ObjectValue
    : {
        readonly [K in keyof S]: S[K] extends WriteOnly
          ? null
          : Known<"state", S[K]> | Nullable<S[K]>;
      };

/** One attribute as it is planned. */
export type PlanValueOf<S extends Attributes, K extends keyof S> =
  IsForgotten<S> extends true
    ? Value
    : S[K] extends WriteOnly
      ? null
      : Known<"plan", S[K]> | Nullable<S[K]> | Unknown;

/** The object as it is planned: what the tenant decides may be unknown, and so may everything before apply. */
export type PlanOf<S extends Attributes> =
  IsForgotten<S> extends true ? ObjectValue : { readonly [K in keyof S]: PlanValueOf<S, K> };

/** What apply is asked to make true: the configured half is known, what the tenant decides may still be unknown. */
export type PlannedOf<S extends Attributes> =
  IsForgotten<S> extends true
    ? ObjectValue
    : {
        readonly [K in keyof S]: S[K] extends WriteOnly
          ? null
          : S[K]["mode"] extends "required" | "optional"
            ? Known<"planned", S[K]> | Nullable<S[K]>
            : S[K] extends { readonly defaultAtCreate: unknown }
              ? Known<"planned", S[K]>
              : Known<"planned", S[K]> | Nullable<S[K]> | Unknown;
      };
