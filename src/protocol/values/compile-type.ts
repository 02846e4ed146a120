// How encoders and decoders are compiled from a type: by one function per kind of type.
import type { ObjectType, WireType } from "./wire-type.js";

export interface KindCompilers<Compiled> {
  string(path: string, sensitive: boolean): Compiled;
  number(path: string): Compiled;
  bool(path: string): Compiled;
  /** Lists and sets. */
  list(path: string, element: WireType): Compiled;
  map(path: string, element: WireType): Compiled;
  object(path: string, type: ObjectType): Compiled;
}

/** @param path for messages, such as `<type>.name` */
export function compileType<Compiled>(
  compilers: KindCompilers<Compiled>,
  path: string,
  type: WireType,
): Compiled {
  switch (type.kind) {
    case "string":
      return compilers.string(path, type.sensitive);
    case "number":
    case "bool":
      return compilers[type.kind](path);
    case "list":
    case "set":
      return compilers.list(path, type.element);
    case "map":
      return compilers.map(path, type.element);
    case "object":
      return compilers.object(path, type);
  }
}
