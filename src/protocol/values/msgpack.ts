// MessagePack with Terraform's one extension: a value that is not known yet.
import { Decoder, Encoder, ExtData } from "@msgpack/msgpack";
import { UNKNOWN } from "../../framework/index.js";

/** What every host accepts: code 0 without refinements. Terraform 1.5 and older cannot read refinements. */
const unknownExtension = new ExtData(0, new Uint8Array(1));

/** Hosts send code 0, or code 12 with refinements, which say more about the value and may be ignored. */
const extensionCodec = {
  tryToEncode: (value: unknown) => (value === UNKNOWN ? unknownExtension : null),
  decode: () => UNKNOWN,
};

const encoder = new Encoder({ extensionCodec, useBigInt64: true });
const decoder = new Decoder({ extensionCodec, useBigInt64: true });

export const packMessage = (value: unknown): Uint8Array<ArrayBuffer> => encoder.encode(value);
export const unpackMessage = (bytes: Uint8Array): unknown => decoder.decode(bytes);
