// A stack that looks up a token that something else manages.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanApiToken } from "../../../lib";

export class LookupStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const catalog = new DataAtlanApiToken(this, "export", { displayName: "catalog export" });
    new TerraformOutput(this, "export_username", { value: catalog.username, staticId: true });
  }
}
