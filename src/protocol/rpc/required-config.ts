// A configuration that the host must send: its absence is a fault of the host, not a null.
import type { ObjectValue } from "../../framework/value.js";
import type { DynamicValue } from "../generated/tfplugin6.js";
import type { ServedType } from "../served-types.js";

export function requiredConfig(type: ServedType, message: DynamicValue | undefined): ObjectValue {
  const config = type.codec.decode(message);
  if (config === null) throw new Error("Cannot read the configuration: the host sent none");
  return config;
}
