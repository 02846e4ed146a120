// Objects of one schema ↔ DynamicValue, the envelope in which they travel.
import type { ObjectValue } from "../../framework/index.js";
import type { DynamicValue } from "../generated/tfplugin6.js";
import { compileObjectDecoder } from "./decode-value.js";
import { type AttributeEncoders, compileAttributeEncoders, encodeObject } from "./encode-value.js";
import { packMessage, unpackMessage } from "./msgpack.js";
import type { Schema } from "./schema-types.js";
import { objectTypeOf } from "./wire-type.js";

const NO_BYTES = new Uint8Array(0);

const packed = (value: unknown): DynamicValue => ({ msgpack: packMessage(value), json: NO_BYTES });

export class ObjectCodec {
  readonly #path: string;
  readonly #decodeKnown: (raw: unknown) => ObjectValue;
  readonly #encoders: AttributeEncoders;

  constructor(schema: Schema) {
    const type = objectTypeOf(schema);
    this.#path = schema.typeName;
    this.#decodeKnown = compileObjectDecoder(this.#path, type);
    this.#encoders = compileAttributeEncoders(this.#path, type);
  }

  /** An absent value is null. Hosts always send MessagePack, never JSON (Terraform 1.5 to 1.16, OpenTofu 1.6 to 1.12). */
  decode(message: DynamicValue | undefined): ObjectValue | null {
    if (message === undefined || message.msgpack.length === 0) return null;
    const raw = unpackMessage(message.msgpack);
    return raw === null ? null : this.#decodeKnown(raw);
  }

  encode(value: ObjectValue | null): DynamicValue {
    return packed(value === null ? null : encodeObject(this.#encoders, this.#path, value));
  }

  /**
   * Saves what can be saved of an object that {@link encode} refuses: every attribute that fits, null for the others.
   * For the reply to an apply, where refusing everything would lose an object that exists.
   */
  salvage(value: ObjectValue): DynamicValue {
    const object: Record<string, unknown> = {};
    for (const [name, encode] of this.#encoders) {
      try {
        object[name] = encode(value[name]);
      } catch {
        object[name] = null;
      }
    }
    return packed(object);
  }
}
