// One stack with one API token: what a first use looks like.
import { App, TerraformStack } from "cdktf";
import { AtlanApiToken, AtlanProvider } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

class Quickstart extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The tenant and the credentials come from ATLAN_BASE_URL and ATLAN_API_KEY.
    new AtlanProvider(this, "atlan");

    const loader = new AtlanApiToken(this, "nightly_loader", {
      displayName: "nightly loader",
      description: process.env.TOKEN_DESCRIPTION ?? "Loads the warehouse every night",
      validitySeconds: 90 * 24 * 60 * 60,
    });

    loader.outputSecret("loader_token");
  }
}

const app = new App();
new Quickstart(app, "quickstart");
app.synth();
