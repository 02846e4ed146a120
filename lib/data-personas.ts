// How a stack lists personas, with every parameter and every field that Atlan documents.
import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import type { AtlanListProps } from "./lookup-props";
import { AtlanPersonaRecord } from "./persona-record";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { AtlanRecordList } from "./record-list";
import { dataPersonas } from "./schema";

/** Which personas, and what of them. `sort` takes `createdAt`, `createdBy`, `updatedAt` and `updatedBy`. */
export interface DataAtlanPersonasProps extends AtlanListProps {
  /**
   * The fields to give, in the API's spelling, such as `displayName`; the others come back null or `""`.
   *
   * @default - all fields are given
   */
  readonly columns?: string[];
  /**
   * Whether the tenant counts: with `false`, `totalRecord` and `filterRecord` are 0.
   *
   * @default - the tenant decides
   */
  readonly countRecords?: boolean | IResolvable;
}

/**
 * Lists personas as Atlan's API gives them, values unchanged. To look one up, `DataAtlanPersona` is the better way: the
 * endpoint behind this list is missing in some tenants.
 *
 * @example
 * const personas = new DataAtlanPersonas(this, "personas", { filter: JSON.stringify({ name: "Data Assets" }) });
 * new TerraformOutput(this, "members", { value: personas.records.get(0).users });
 */
export class DataAtlanPersonas extends AtlanDataSource {
  static readonly tfResourceType = dataPersonas.typeName;

  static {
    defineAttributes(DataAtlanPersonas, dataPersonas.attributes);
  }

  /** The RQL filter, as JSON text. */
  declare readonly filter: string;
  /** The field the personas are sorted by, in the API's spelling. */
  declare readonly sort: string;
  /** The most personas to ask for. */
  declare readonly limit: number;
  /** How many personas are passed over. */
  declare readonly offset: number;
  /** The fields that are given, in the API's spelling. */
  declare readonly columns: string[];
  /** Whether the tenant counts. */
  declare readonly countRecords: IResolvable;
  /** How many personas there are, as the tenant says; 0 when `countRecords` is false. */
  declare readonly totalRecord: number;
  /** How many personas match the filter, as the tenant says; 0 when `countRecords` is false. */
  declare readonly filterRecord: number;

  constructor(scope: Construct, id: string, props: DataAtlanPersonasProps = {}) {
    super(scope, id, dataPersonas, props);
  }

  /** The personas, in the order in which the tenant gives them. */
  get records(): AtlanRecordList<AtlanPersonaRecord> {
    return new AtlanRecordList(this, "records", AtlanPersonaRecord);
  }
}
