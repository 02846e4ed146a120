// How a stack looks up a role.
import type { TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import type { IAtlanRole } from "./granted-objects";
import { AtlanDataSource } from "./private/atlan-data-source";
import { defineAttributes } from "./private/attributes";
import { dataRole } from "./schema";
import type { AtlanDataSourceTimeouts } from "./timeouts";

/** Exactly one of `name` and `label` says which role. */
export interface DataAtlanRoleProps extends TerraformMetaArguments {
  /**
   * The role's name, such as `$admin`, in exact case.
   *
   * @default - the role is looked up by `label`
   */
  readonly name?: string;
  /**
   * What Atlan shows for the role, such as `Admin`, in exact case.
   *
   * @default - the role is looked up by `name`
   */
  readonly label?: string;
  /** @default - the lookup may take 5 minutes */
  readonly timeouts?: AtlanDataSourceTimeouts;
}

/**
 * Looks up a role of the workspace.
 *
 * @example
 * const member = DataAtlanRole.fromLabel(this, "member", "Member");
 * new AtlanOauthClient(this, "sync", { displayName: "catalog sync", role: member });
 */
export class DataAtlanRole extends AtlanDataSource implements IAtlanRole {
  static readonly tfResourceType = dataRole.typeName;

  static {
    defineAttributes(DataAtlanRole, dataRole.attributes);
  }

  /** The role with this name, such as `$admin`. */
  static fromName(
    scope: Construct,
    id: string,
    name: string,
    options: Omit<DataAtlanRoleProps, "name" | "label"> = {},
  ): DataAtlanRole {
    return new DataAtlanRole(scope, id, { ...options, name });
  }

  /** The one role with this label, such as `Admin`, in exact case. */
  static fromLabel(
    scope: Construct,
    id: string,
    label: string,
    options: Omit<DataAtlanRoleProps, "name" | "label"> = {},
  ): DataAtlanRole {
    return new DataAtlanRole(scope, id, { ...options, label });
  }

  /** The role's GUID. */
  declare readonly id: string;
  /** The role's name, such as `$admin`. */
  declare readonly name: string;
  /** What Atlan shows for the role, such as `Admin`. */
  declare readonly label: string;
  /** Where the role counts, such as `workspace`; null when the tenant does not say. */
  declare readonly level: string;

  constructor(scope: Construct, id: string, props: DataAtlanRoleProps) {
    super(scope, id, dataRole, props);
  }
}
