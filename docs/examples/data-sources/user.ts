// A stack that looks up a person by email address.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanUser } from "../../../lib";

export class UserLookupStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const tomas = DataAtlanUser.fromEmail(this, "tomas", "tomas@example.com");
    new TerraformOutput(this, "tomas_username", { value: tomas.username, staticId: true });
  }
}
