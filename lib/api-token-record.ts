// One API token in a list of them.
import { ComplexObject } from "cdktf";
import type { AtlanApiTokenAttributes } from "./api-token-attributes";
import { defineAttributes } from "./private/attributes";
import { apiTokenRecord } from "./schema/api-token-attributes";

/** An API token as `DataAtlanApiTokens` lists it. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `defineAttributes` defines what the interface below says.
export class AtlanApiTokenRecord extends ComplexObject {
  static {
    defineAttributes(AtlanApiTokenRecord, apiTokenRecord);
  }
}

export interface AtlanApiTokenRecord extends AtlanApiTokenAttributes {}
