// A token whose secret is sealed: the state holds what only the recipients can read.
import { App, TerraformStack } from "cdktf";
import { AtlanApiToken, AtlanProvider } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

class Sealed extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The tenant and the credentials come from ATLAN_BASE_URL and ATLAN_API_KEY.
    new AtlanProvider(this, "atlan");

    const loader = new AtlanApiToken(this, "nightly_loader", {
      displayName: "nightly loader",
      description: "Loads the warehouse every night",
      validitySeconds: 90 * 24 * 60 * 60,
      // In your own stack: the recipients themselves. They are no secret.
      sealTo: (process.env.SEAL_TO ?? "").split(" "),
    });

    // Anybody may read this output; only the recipients can open what is in it.
    loader.outputSealedSecret("sealed_loader_token");
  }
}

const app = new App();
new Sealed(app, "sealed");
app.synth();
