// A stack that looks up a persona by its name, for a token that has that one and no other.
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanApiToken, AtlanProvider, DataAtlanPersona } from "../../../lib";

export class PersonaLookupStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const analysts = DataAtlanPersona.fromName(this, "analysts", "Data Assets");
    new AtlanApiToken(this, "reporter", { displayName: "weekly reporter", personas: [analysts] });
  }
}
