// A stack that looks up a role by what Atlan's pages call it.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanRole } from "../../../lib";

export class RoleLookupStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const member = DataAtlanRole.fromLabel(this, "member", "Member");
    new TerraformOutput(this, "member_role", { value: member.name, staticId: true });
  }
}
