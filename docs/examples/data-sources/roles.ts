// A stack that lists the roles of the workspace.
import { Fn, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanRoles } from "../../../lib";

export class RoleListStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const filter = JSON.stringify({ level: "workspace" });
    const { roles } = new DataAtlanRoles(this, "workspace", { filter });
    const firstLabel = Fn.try([roles.get(0).label, "none"]); // fails without `try` where there is no role
    new TerraformOutput(this, "first_role", { value: firstLabel, staticId: true });
  }
}
