// A definition that is served by its type name, with the form of its schema that walks over values need.
import type { Schema } from "../../lib/schema/core/index.js";
import { DiagnosticError } from "./diagnostic.js";
import type { Product } from "./product.js";
import { type ObjectShape, shapeOf } from "./shape.js";

/** Whatever has a schema is served by its type name. */
export interface AnyDefinition {
  readonly schema: Schema;
}

export interface ServedType<D extends AnyDefinition> {
  readonly definition: D;
  readonly schema: Schema;
  readonly shape: ObjectShape;
}

/** The definitions of one kind, such as resources, by type name. */
export class ServedTypes<D extends AnyDefinition> {
  readonly #types: ReadonlyMap<string, ServedType<D>>;

  constructor(
    readonly product: Product,
    definitions: readonly D[],
  ) {
    this.#types = new Map(
      definitions.map((definition) => {
        const { schema } = definition;
        return [schema.typeName, { definition, schema, shape: shapeOf(schema) }];
      }),
    );
  }

  get schemas(): ReadonlyMap<string, Schema> {
    return new Map([...this.#types].map(([typeName, { schema }]) => [typeName, schema]));
  }

  require(typeName: string): ServedType<D> {
    const type = this.#types.get(typeName);
    if (type) return type;
    throw new DiagnosticError({
      severity: "error",
      summary: "Unknown type",
      detail: `This version of ${this.product.name} has no type ${typeName}. It has ${[...this.#types.keys()].join(", ")}. Check the name, or install the version of ${this.product.name} that the configuration was written for.`,
    });
  }
}
