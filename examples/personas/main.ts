// A token that gets a persona's rights: create it, look the persona up by name, bind the two.
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AtlanApiToken, AtlanProvider, DataAtlanPersona } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

class Personas extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The tenant and the credentials come from ATLAN_BASE_URL and ATLAN_API_KEY.
    new AtlanProvider(this, "atlan");

    const reporter = new AtlanApiToken(this, "reporter", {
      displayName: "weekly reporter",
      description: "Reads what the analysts read",
      validitySeconds: 90 * 24 * 60 * 60,
    });

    const analysts = DataAtlanPersona.fromName(
      this,
      "analysts",
      process.env.PERSONA_NAME ?? "Data Assets",
    );
    const binding = reporter.bindPersona(analysts);

    new TerraformOutput(this, "persona", { value: binding.personaQualifiedName, staticId: true });
  }
}

const app = new App();
new Personas(app, "personas");
app.synth();
