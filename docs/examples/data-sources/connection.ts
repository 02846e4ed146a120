// A stack that looks up a connection by its name and connector.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanConnection } from "../../../lib";

export class ConnectionLookupStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const { adminUsers } = DataAtlanConnection.fromName(this, "development", {
      name: "development",
      connectorName: "snowflake",
    });
    new TerraformOutput(this, "development_admins", { value: adminUsers, staticId: true });
  }
}
