// Attribute paths → the protocol's: the schema tells an attribute's name from a map's key.
import type { AttributePath } from "../../framework/index.js";
import type {
  AttributePath_Step,
  AttributePath as AttributePathMessage,
} from "../generated/tfplugin6.js";
import type { ObjectType, WireType } from "../values/wire-type.js";

type Selector = NonNullable<AttributePath_Step["selector"]>;

function selectorOf(type: WireType | undefined, step: string | number): Selector {
  if (typeof step === "number") return { $case: "elementKeyInt", value: BigInt(step) };
  return type?.kind === "map"
    ? { $case: "elementKeyString", value: step }
    : { $case: "attributeName", value: step };
}

function childOf(type: WireType | undefined, step: string | number): WireType | undefined {
  if (type === undefined) return undefined;
  if (type.kind === "object") return type.attributes.get(String(step));
  return "element" in type ? type.element : undefined;
}

/** Stops at a set, whose elements no path can address. */
export function attributePathMessage(path: AttributePath, root: ObjectType): AttributePathMessage {
  const steps: AttributePath_Step[] = [];
  let type: WireType | undefined = root;
  for (const step of path) {
    if (type?.kind === "set") break;
    steps.push({ selector: selectorOf(type, step) });
    type = childOf(type, step);
  }
  return { steps };
}
