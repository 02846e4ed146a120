// One policy of a persona, in the three kinds that Atlan documents. All of it null where the tenant does not say.
import { ComplexObject, type IResolvable } from "cdktf";
import { defineAttributes } from "./private/attributes";
import { dataPolicy, glossaryPolicy, metadataPolicy } from "./schema/persona-policy";

/** What every policy has. */
export abstract class AtlanPolicy extends ComplexObject {
  /** The policy's GUID. */
  declare readonly id: string;
  /** The policy's name. */
  declare readonly name: string;
  /** What the policy is for; Atlan does not use it. */
  declare readonly description: string;
  /** What the policy is about, such as `entity-read` or `select`. */
  declare readonly actions: string[];
  /** Whether the policy allows the actions; false: it denies them. */
  declare readonly allow: IResolvable;
  /** When the policy was created, in milliseconds since 1970. */
  declare readonly createdAt: number;
  /** Who created the policy, by username. */
  declare readonly createdBy: string;
  /** When the policy was last changed, in milliseconds since 1970. */
  declare readonly updatedAt: number;
  /** Who last changed the policy, by username. */
  declare readonly updatedBy: string;
}

/** What members of a persona may do with metadata. */
export class AtlanMetadataPolicy extends AtlanPolicy {
  static {
    defineAttributes(AtlanMetadataPolicy, metadataPolicy);
  }

  /** The assets the policy is about, by qualified name or pattern. */
  declare readonly assets: string[];
  /** The GUID of the connection that holds the assets. */
  declare readonly connectionId: string;
}

/** Which data members of a persona may query. */
export class AtlanDataPolicy extends AtlanPolicy {
  static {
    defineAttributes(AtlanDataPolicy, dataPolicy);
  }

  /** The assets the policy is about, by qualified name or pattern. */
  declare readonly assets: string[];
  /** The GUID of the connection that holds the assets. */
  declare readonly connectionId: string;
  /** The connection's name; Atlan does not use it. */
  declare readonly connectionName: string;
}

/** What members of a persona may do with glossaries. */
export class AtlanGlossaryPolicy extends AtlanPolicy {
  static {
    defineAttributes(AtlanGlossaryPolicy, glossaryPolicy);
  }

  /** The glossaries the policy is about, by qualified name. */
  declare readonly glossaryQualifiedNames: string[];
}
