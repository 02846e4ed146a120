// A configuration that the host must send: its absence is a fault of the host, not a null.
import type { ObjectValue } from "../../framework/index.js";
import type { DynamicValue } from "../generated/tfplugin6.js";
import type { TypeCodec } from "../values/type-codecs.js";

export function requiredConfig(type: TypeCodec, message: DynamicValue | undefined): ObjectValue {
  const config = type.codec.decode(message);
  if (config === null) throw new Error("Cannot read the configuration: the host sent none");
  return config;
}
