// A token with a new secret each month, which goes straight to where it is used: a command gets it whenever it is new.
import { App, TerraformStack } from "cdktf";
import { AtlanApiToken, AtlanProvider, AtlanTokenDelivery } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

const DAY_SECONDS = 24 * 60 * 60;

class Delivery extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The tenant and the credentials come from ATLAN_BASE_URL and ATLAN_API_KEY.
    new AtlanProvider(this, "atlan");

    const loader = new AtlanApiToken(this, "nightly_loader", {
      displayName: "nightly loader",
      description: "Loads the warehouse every night",
      validitySeconds: 90 * DAY_SECONDS,
      // The first deploy after a month makes a new secret. The old one works for a week, and until the new one is delivered.
      rotation: { rotateEverySeconds: 30 * DAY_SECONDS, overlapSeconds: 7 * DAY_SECONDS },
    });

    // In your own stack this is where the secret is kept: vault kv put …, aws secretsmanager put-secret-value …
    new AtlanTokenDelivery(this, "delivery", {
      token: loader,
      command:
        process.env.DELIVERY_COMMAND ??
        'umask 077; printenv ATLAN_DELIVERED_TOKEN > "$HOME/loader.token"',
    });
  }
}

const app = new App();
new Delivery(app, "delivery");
app.synth();
