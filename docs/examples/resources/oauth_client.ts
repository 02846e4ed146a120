// A stack that makes an OAuth client with a new secret every 90 days, and hands its ID and its secret out.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanOauthClient, AtlanProvider } from "../../../lib";

export class OauthClientStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const sync = new AtlanOauthClient(this, "sync", {
      displayName: "warehouse sync",
      description: "Keeps the catalog in step with the warehouse",
      role: "Member",
      rotation: { rotateEverySeconds: 7_776_000 },
    });
    new TerraformOutput(this, "sync_client_id", { value: sync.clientId, staticId: true });
    sync.outputSecret("sync_client_secret");
  }
}
