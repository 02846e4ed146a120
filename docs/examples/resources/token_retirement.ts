// A stack that hands a rotated secret on in a way of its own, and deletes the old one only after that.
import { DataResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanApiToken, AtlanProvider, AtlanTokenRetirement } from "../../../lib";

export class RetirementStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const loader = new AtlanApiToken(this, "loader", {
      displayName: "nightly loader",
      rotation: { rotateEverySeconds: 30 * 86_400, overlapSeconds: 2 * 86_400 },
    });
    // In your own stack: the resource that hands the secret on.
    const copy = new DataResource(this, "copy", { triggersReplace: { id: loader.id } });
    new AtlanTokenRetirement(this, "retirement", { token: loader, dependsOn: [copy] });
  }
}
