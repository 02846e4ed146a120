// An OAuth client with a persona's rights: the way in that Atlan recommends for machines. Its secret is changed without a gap.
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AtlanOauthClient, AtlanProvider, DataAtlanPersona } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

class OauthClient extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The tenant and the credentials come from ATLAN_BASE_URL and ATLAN_API_KEY.
    new AtlanProvider(this, "atlan");

    const sync = new AtlanOauthClient(this, "catalog_sync", {
      displayName: "nightly catalog sync",
      description: "Keeps the catalog in step with the warehouse",
      role: "Member",
      personas: [DataAtlanPersona.fromName(this, "analysts", "Data Assets")],
      // Another value makes a successor with a new secret. Both work for a day.
      rotation: { rotateWhenChanged: { secret: process.env.SECRET_VERSION ?? "1" } },
    });

    new TerraformOutput(this, "client_id", { value: sync.clientId, staticId: true });
    sync.outputSecret("client_secret");
  }
}

const app = new App();
new OauthClient(app, "oauth-client");
app.synth();
