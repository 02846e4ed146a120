// One persona in a list of them.
import { ComplexObject, type IResolvable } from "cdktf";
import type { IAtlanPersona } from "./granted-objects";
import { AtlanDataPolicy, AtlanGlossaryPolicy, AtlanMetadataPolicy } from "./persona-policy";
import { defineAttributes } from "./private/attributes";
import { AtlanRecordList } from "./record-list";
import { personaRecord } from "./schema/persona-record";

/** A persona as `DataAtlanPersonas` lists it. What `columns` leaves out is null or `""`, as the tenant sends it. */
export class AtlanPersonaRecord extends ComplexObject implements IAtlanPersona {
  static {
    defineAttributes(AtlanPersonaRecord, personaRecord);
  }

  /** The persona's GUID. */
  declare readonly id: string;
  /** The persona's name, unique in the tenant. */
  declare readonly name: string;
  /** What API tokens are linked by. Null where the tenant does not send it here: `DataAtlanPersona` finds it then. */
  declare readonly qualifiedName: string;
  /** The name people see in Atlan. */
  declare readonly displayName: string;
  /** What the persona is for. */
  declare readonly description: string;
  /** The members, by GUID. */
  declare readonly users: string[];
  /** The groups whose members are members too, by GUID. */
  declare readonly groups: string[];
  /** The persona's page, as URL-encoded HTML. */
  declare readonly readme: string;
  /** When the persona was created, in milliseconds since 1970. */
  declare readonly createdAt: number;
  /** Who created it, by username. */
  declare readonly createdBy: string;
  /** When it was last changed, in milliseconds since 1970; null when it never was. */
  declare readonly updatedAt: number;
  /** Who last changed it, by username; `""` when nobody did. */
  declare readonly updatedBy: string;
  /** Always `persona`. */
  declare readonly type: string;
  /** Always `workspace`. */
  declare readonly level: string;
  /** The version's name: two words and a number. */
  declare readonly version: string;
  /** Whether the persona is enabled. */
  declare readonly enabled: IResolvable;
  /** Documented by the API without a description. */
  declare readonly resources: string;
  /** Documented by the API as an object without members; as JSON text. */
  declare readonly attributes: string;

  /** What members may do with metadata. */
  get metadataPolicies(): AtlanRecordList<AtlanMetadataPolicy> {
    return new AtlanRecordList(this, "metadata_policies", AtlanMetadataPolicy);
  }

  /** Which data members may query. */
  get dataPolicies(): AtlanRecordList<AtlanDataPolicy> {
    return new AtlanRecordList(this, "data_policies", AtlanDataPolicy);
  }

  /** What members may do with glossaries. */
  get glossaryPolicies(): AtlanRecordList<AtlanGlossaryPolicy> {
    return new AtlanRecordList(this, "glossary_policies", AtlanGlossaryPolicy);
  }
}
