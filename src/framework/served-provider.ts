// What every RPC works on: the definitions by type name, the client, the stop switch, the log, the clock and the host.
import type { Schema } from "../../lib/schema/core/index.js";
import type { Clock } from "../clock.js";
import type { AnyDataSource, AnyResource, ProviderDefinition } from "./definition.js";
import { DiagnosticError } from "./diagnostic.js";
import type { Logger } from "./logger.js";
import type { Product } from "./product.js";
import type { ProviderClient } from "./provider-client.js";
import type { Reads } from "./reads.js";
import { type ObjectShape, shapeOf } from "./shape.js";
import type { StopSwitch } from "./stop-switch.js";

export interface ServedProvider<Client> {
  readonly definition: ProviderDefinition<Client>;
  readonly shape: ObjectShape;
  readonly resources: ServedTypes<AnyResource<Client>>;
  readonly dataSources: ServedTypes<AnyDataSource<Client>>;
  readonly client: ProviderClient<Client>;
  readonly reads: Reads;
  readonly stop: StopSwitch;
  readonly log: Logger;
  readonly clock: Clock;
  readonly isTestRun: () => boolean;
}

/** Whatever has a schema is served by its type name. */
export interface AnyDefinition {
  readonly schema: Schema;
}

export interface ServedType<D extends AnyDefinition> {
  readonly definition: D;
  readonly schema: Schema;
  readonly shape: ObjectShape;
}

export type ServedResource<Client> = ServedType<AnyResource<Client>>;

/** The definitions of one kind, resources or data sources, by type name. */
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
