// A stack that looks up a token that something else manages.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanApiToken } from "../../../lib";

export class LookupStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const loader = new DataAtlanApiToken(this, "loader", { displayName: "nightly loader" });
    new TerraformOutput(this, "loader_username", { value: loader.username, staticId: true });
  }
}
