// A token that manages a connection: Atlan lets only an admin of the connection say so, so a person's bearer token is needed.
import { App, TerraformStack } from "cdktf";
import { AtlanApiToken, AtlanProvider, DataAtlanConnection } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

class ConnectionAdmin extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The tenant and the credentials come from ATLAN_BASE_URL, ATLAN_API_KEY and ATLAN_USER_BEARER_TOKEN.
    new AtlanProvider(this, "atlan");

    const crawler = new AtlanApiToken(this, "crawler", {
      displayName: "snowflake crawler",
      description: "Manages the development connection",
      validitySeconds: 90 * 24 * 60 * 60,
    });

    const development = DataAtlanConnection.fromName(this, "development", {
      name: "development",
      connectorName: "snowflake",
    });
    crawler.grantConnectionAdmin(development);
  }
}

const app = new App();
new ConnectionAdmin(app, "connection-admin");
app.synth();
