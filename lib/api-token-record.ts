// One API token in a list of them.
import { ComplexObject, type IResolvable } from "cdktf";
import { defineAttributes } from "./private/attributes";
import { apiTokenRecord } from "./schema/api-token-record";

/** An API token as `DataAtlanApiTokens` lists it. */
export class AtlanApiTokenRecord extends ComplexObject {
  static {
    defineAttributes(AtlanApiTokenRecord, apiTokenRecord);
  }

  /** The token's GUID. */
  declare readonly id: string;
  /** The token's client ID, `apikey-…`. */
  declare readonly clientId: string;
  /** The principal's name, `service-account-apikey-…`: what grants take. */
  declare readonly username: string;
  /** The name people see in Atlan. */
  declare readonly displayName: string;
  /** What the token is for. */
  declare readonly description: string;
  /** The personas the token is linked to, by qualified name. */
  declare readonly personaQualifiedNames: string[];
  /** How long the token lives, in seconds from its creation. */
  declare readonly validitySeconds: number;
  /** When the token was created, RFC 3339 in UTC; null when the tenant does not say. */
  declare readonly createdAt: string;
  /** The creator's username; null when the tenant does not say. */
  declare readonly createdBy: string;
  /** When the token expires, RFC 3339 in UTC; null when it never does. */
  declare readonly expiresAt: string;
  /** Whether the token had expired, by the tenant's clock, when it was last read. */
  declare readonly expired: IResolvable;
  /** The GUIDs of every principal that carries this token's rights now. */
  declare readonly activeIds: string[];
  /** The usernames of every principal that carries this token's rights now. */
  declare readonly activeUsernames: string[];
}
