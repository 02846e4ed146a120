// A stack that gives a token the rights of a persona.
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import {
  AtlanApiToken,
  AtlanProvider,
  AtlanTokenPersonaBinding,
  DataAtlanPersona,
} from "../../../lib";

export class BindingStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const analysts = DataAtlanPersona.fromName(this, "analysts", "Data Assets");
    const reporter = new AtlanApiToken(this, "reporter", { displayName: "weekly reporter" });
    new AtlanTokenPersonaBinding(this, "reporter_reads", { token: reporter, persona: analysts });
  }
}
