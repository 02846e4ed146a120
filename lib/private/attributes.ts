// The readable side of a construct: the getters that its class declares, defined from the schema, and checked against it.
import { type ComplexList, type ComplexObject, Fn, type IResolvable } from "cdktf";
import type { Attribute, Attributes, AttributeType } from "../schema";
import { camelCase } from "./settings";

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type ReadingOfType<Type> = Type extends "string"
  ? string
  : Type extends "number"
    ? number
    : Type extends "bool"
      ? IResolvable
      : Type extends readonly ["map", unknown]
        ? { [key: string]: string }
        : string[];

type Reading<A extends Attribute> = A extends { readonly type: infer Type extends AttributeType }
  ? ReadingOfType<Type>
  : A extends { readonly nesting: "single" }
    ? ComplexObject
    : ComplexList;

type ReadingName<Name extends string, A extends Attribute> = A extends { readonly writeOnly: true }
  ? never
  : CamelCase<Name>;

/** What a construct lets people read of an object with these attributes: nothing of what is stored nowhere. */
export type Readings<A extends Attributes> = {
  readonly [Name in keyof A & string as ReadingName<Name, A[Name]>]: Reading<A[Name]>;
};

/** Resources, data sources and records alike. */
interface Readable {
  getStringAttribute(attribute: string): string;
  getNumberAttribute(attribute: string): number;
  getBooleanAttribute(attribute: string): IResolvable;
  getListAttribute(attribute: string): string[];
  getStringMapAttribute(attribute: string): { [key: string]: string };
}

function read(from: Readable, attribute: string, type: AttributeType): unknown {
  if (type === "string") return from.getStringAttribute(attribute);
  if (type === "number") return from.getNumberAttribute(attribute);
  if (type === "bool") return from.getBooleanAttribute(attribute);
  if (type[0] === "map") return from.getStringMapAttribute(attribute);
  const list = from.getListAttribute(attribute);
  // Terraform has no index for sets.
  return type[0] === "set" ? Fn.tolist(list) : list;
}

/**
 * Defines the getters that the class declares (`declare readonly clientId: string`), but for those it has or inherits. A class
 * that declares one too few, or one of another type than the schema's, does not compile.
 */
export function defineAttributes<A extends Attributes>(
  { prototype }: { readonly prototype: Readings<A> },
  attributes: A,
): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const property = camelCase(name);
    if (!("type" in attribute) || attribute.writeOnly || property in prototype) {
      continue;
    }
    Object.defineProperty(prototype, property, {
      configurable: true,
      get(this: Readable) {
        return read(this, name, attribute.type);
      },
    });
  }
}
