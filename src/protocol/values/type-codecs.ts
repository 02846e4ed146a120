// The types a server has, each with its codec, compiled when Terraform first sends an object of it.
import type { ProviderServer } from "../../framework/index.js";
import { ObjectCodec } from "./object-codec.js";
import type { Schema } from "./schema-types.js";
import { type ObjectType, objectTypeOf } from "./wire-type.js";

export interface TypeCodec {
  readonly objectType: ObjectType;
  readonly codec: ObjectCodec;
}

export interface TypeCodecs {
  provider(): TypeCodec;
  resource(typeName: string): TypeCodec;
  dataSource(typeName: string): TypeCodec;
  ephemeralResource(typeName: string): TypeCodec;
}

const serve = (schema: Schema): TypeCodec => ({
  objectType: objectTypeOf(schema),
  codec: new ObjectCodec(schema),
});

function lookup(kind: string, schemas: ReadonlyMap<string, Schema>) {
  const served = new Map<string, TypeCodec>();
  return (typeName: string): TypeCodec => {
    const known = served.get(typeName);
    if (known !== undefined) return known;
    const schema = schemas.get(typeName);
    if (schema === undefined) {
      throw new Error(`Cannot serve a ${kind} that is not in this provider's schema`);
    }
    const type = serve(schema);
    served.set(typeName, type);
    return type;
  };
}

export function typeCodecs(server: ProviderServer): TypeCodecs {
  const provider = lookup("provider", new Map([["", server.providerSchema]]));
  return {
    provider: () => provider(""),
    resource: lookup("resource type", server.resourceSchemas),
    dataSource: lookup("data source type", server.dataSourceSchemas),
    ephemeralResource: lookup("ephemeral resource type", server.ephemeralResourceSchemas),
  };
}
