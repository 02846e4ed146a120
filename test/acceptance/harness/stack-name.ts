// What the stack of an example is called: two examples in different folders may have files of one name.
import path from "node:path";

/** `docs/examples/resources/api_token.ts` → `resources-api_token`. */
export const stackNameOf = (file: string): string =>
  `${path.basename(path.dirname(file))}-${path.basename(file, ".ts")}`;
