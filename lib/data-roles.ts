// How a stack lists the roles of the workspace.
import { ComplexObject } from "cdktf";
import type { Construct } from "constructs";
import type { IAtlanRole } from "./granted-objects";
import type { AtlanListProps } from "./lookup-props";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { AtlanRecordList } from "./record-list";
import { dataRoles } from "./schema";
import { roleRecord } from "./schema/role-attributes";

/** Which roles. Left out, `sort` is `name`. In a filter a role's label is its `description`. */
export type DataAtlanRolesProps = AtlanListProps;

/** A role as `DataAtlanRoles` lists it. */
export class AtlanRoleRecord extends ComplexObject implements IAtlanRole {
  static {
    defineAttributes(AtlanRoleRecord, roleRecord);
  }

  /** The role's GUID. */
  declare readonly id: string;
  /** The role's name, such as `$admin`. */
  declare readonly name: string;
  /** What Atlan shows for the role, such as `Admin`. */
  declare readonly label: string;
  /** Where the role counts, such as `workspace`; null when the tenant does not say. */
  declare readonly level: string;
}

/**
 * Lists the roles of the workspace, which people and OAuth clients have.
 *
 * @example
 * const roles = new DataAtlanRoles(this, "roles");
 * new TerraformOutput(this, "first_role", { value: roles.roles.get(0).label });
 */
export class DataAtlanRoles extends AtlanDataSource {
  static readonly tfResourceType = dataRoles.typeName;

  static {
    defineAttributes(DataAtlanRoles, dataRoles.attributes);
  }

  /** The RQL filter, as JSON text. */
  declare readonly filter: string;
  /** The field the roles are sorted by, in the API's spelling. */
  declare readonly sort: string;
  /** The most roles to ask for. */
  declare readonly limit: number;
  /** How many roles are passed over. */
  declare readonly offset: number;

  constructor(scope: Construct, id: string, props: DataAtlanRolesProps = {}) {
    super(scope, id, dataRoles, props);
  }

  /** The roles, in the order in which the tenant gives them. */
  get roles(): AtlanRecordList<AtlanRoleRecord> {
    return new AtlanRecordList(this, "roles", AtlanRoleRecord);
  }
}
