// One OAuth client in a list of them.
import { ComplexObject } from "cdktf";
import type { AtlanOauthClientAttributes } from "./oauth-client-attributes";
import { defineAttributes } from "./private/attributes";
import { oauthClientRecord } from "./schema/oauth-client-attributes";

/** An OAuth client as `DataAtlanOauthClients` lists it. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `defineAttributes` defines what the interface below says.
export class AtlanOauthClientRecord extends ComplexObject {
  static {
    defineAttributes(AtlanOauthClientRecord, oauthClientRecord);
  }
}

export interface AtlanOauthClientRecord extends AtlanOauthClientAttributes {}
