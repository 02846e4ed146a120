// A stack that tells as whom it is deployed.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanCurrentUser } from "../../../lib";

export class CurrentUserStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const me = new DataAtlanCurrentUser(this, "me");
    new TerraformOutput(this, "deploys_as", { value: me.username, staticId: true });
  }
}
