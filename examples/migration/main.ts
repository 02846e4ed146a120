// An API token replaced by an OAuth client in three deploys: the token alone, both with the same rights, the client alone.
import { App, TerraformStack } from "cdktf";
import {
  AtlanApiToken,
  AtlanOauthClient,
  AtlanProvider,
  DataAtlanConnection,
  DataAtlanPersona,
} from "cdktf-provider-atlan";
import type { Construct } from "constructs";

/** How far the migration is. */
const STAGES = ["token", "both", "client"] as const;
type Stage = (typeof STAGES)[number];

class Migration extends TerraformStack {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);

    // The tenant and the credentials come from ATLAN_BASE_URL, ATLAN_API_KEY and ATLAN_USER_BEARER_TOKEN.
    new AtlanProvider(this, "atlan");

    const loaders = DataAtlanPersona.fromName(this, "loaders", "Loaders");
    const development = DataAtlanConnection.fromName(this, "development", {
      name: "development",
      connectorName: "snowflake",
    });

    if (stage !== "client") {
      const token = new AtlanApiToken(this, "crawler_token", {
        displayName: "snowflake crawler",
        description: "Manages the development connection",
        personas: [loaders],
        validitySeconds: 90 * 24 * 60 * 60,
      });
      token.grantConnectionAdmin(development);
      token.outputSecret("crawler_token");
    }

    if (stage !== "token") {
      const client = new AtlanOauthClient(this, "crawler", {
        displayName: "snowflake crawler",
        description: "Manages the development connection",
        role: "Member",
        personas: [loaders],
      });
      client.grantConnectionAdmin(development);
      client.outputSecret("crawler_client_secret");
    }
  }
}

const stage = STAGES.find((name) => name === (process.env.STAGE ?? "token"));
if (stage === undefined) {
  throw new Error(`STAGE is ${process.env.STAGE}, expected one of ${STAGES.join(", ")}`);
}

const app = new App();
new Migration(app, "migration", stage);
app.synth();
