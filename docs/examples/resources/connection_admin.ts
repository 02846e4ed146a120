// A stack that makes a token an admin of a connection. Writing the grant needs ATLAN_USER_BEARER_TOKEN.
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import {
  AtlanApiToken,
  AtlanConnectionAdmin,
  AtlanProvider,
  DataAtlanConnection,
} from "../../../lib";

export class ConnectionAdminStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const development = DataAtlanConnection.fromName(this, "development", {
      name: "development",
      connectorName: "snowflake",
    });
    const crawler = new AtlanApiToken(this, "crawler", { displayName: "snowflake crawler" });
    new AtlanConnectionAdmin(this, "crawler_admin", { connection: development, token: crawler });
  }
}
