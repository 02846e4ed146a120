// How a stack has a secret rotated, and what it reads of the rotation.
import { ComplexObject, type IResolvable } from "cdktf";
import { defineAttributes } from "./private/attributes";
import { clientRotationSettings, retiringPrincipal, rotationSettings } from "./schema/rotation";

/** When the secret of an OAuth client is rotated, and what happens to the one before. At least one of the first three must be set. */
export interface AtlanOauthClientRotation {
  /**
   * The secret is rotated when it is older than this, in seconds.
   *
   * @default - its age does not matter
   */
  readonly rotateEverySeconds?: number;
  /**
   * The secret is rotated when a value changes, where the map was set before and is set now.
   *
   * @default - no value is a trigger
   */
  readonly rotateWhenChanged?: { [key: string]: string };
  /**
   * The same for a secret that has leaked: its holder is deleted first, and then the successor is made.
   *
   * @default - no value is a trigger
   */
  readonly revokeWhenChanged?: { [key: string]: string };
  /**
   * How long the predecessor goes on working at least, in seconds. It retires in the first apply after that.
   *
   * @default - it goes on working for a day (`DEFAULT_OVERLAP_SECONDS`)
   */
  readonly overlapSeconds?: number;
  /**
   * Whether the successor is given the predecessor's rights on connections and collections before it takes over.
   *
   * @default - it is given them
   */
  readonly carryAssetGrants?: boolean | IResolvable;
}

/** The same of an API token, which also ends at a time of its own: that may be a trigger, too. */
export interface AtlanRotation extends AtlanOauthClientRotation {
  /**
   * The secret is rotated when less than this is left of its life, in seconds. Shorter than the lifetime.
   *
   * @default - its expiry is no trigger; once expired it is rotated all the same
   */
  readonly rotateBeforeExpirySeconds?: number;
}

/** The settings of a rotation, as other parts of a stack read them. */
export class AtlanOauthClientRotationOutputReference
  extends ComplexObject
  implements AtlanOauthClientRotation
{
  static {
    defineAttributes(AtlanOauthClientRotationOutputReference, clientRotationSettings);
  }

  /** How old the secret gets, in seconds. */
  declare readonly rotateEverySeconds: number;
  /** The values whose change rotates the secret. */
  declare readonly rotateWhenChanged: { [key: string]: string };
  /** The values whose change revokes the secret. */
  declare readonly revokeWhenChanged: { [key: string]: string };
  /** How long a predecessor goes on working at least, in seconds. */
  declare readonly overlapSeconds: number;
  /** Whether a successor is given the rights on connections and collections. */
  declare readonly carryAssetGrants: IResolvable;
}

/** The same of an API token. */
export class AtlanRotationOutputReference
  extends AtlanOauthClientRotationOutputReference
  implements AtlanRotation
{
  static {
    defineAttributes(AtlanRotationOutputReference, rotationSettings);
  }

  /** How much of its life is left when it is rotated, in seconds. */
  declare readonly rotateBeforeExpirySeconds: number;
}

/** A principal that was succeeded and still works. */
export class AtlanRetiringPrincipal extends ComplexObject {
  static {
    defineAttributes(AtlanRetiringPrincipal, retiringPrincipal);
  }

  /** Its GUID. */
  declare readonly id: string;
  /** Its client ID. */
  declare readonly clientId: string;
  /** Its username. */
  declare readonly username: string;
  /** When its successor took over, RFC 3339 in UTC. */
  declare readonly rotatedAt: string;
  /** When its overlap ends, RFC 3339 in UTC. */
  declare readonly retireAt: string;
  /** Whether its overlap had ended, by the tenant's clock, when it was last read. */
  declare readonly due: IResolvable;
}
