// A stack that looks up an OAuth client that something else manages.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanOauthClient } from "../../../lib";

export class ClientLookupStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const sync = new DataAtlanOauthClient(this, "sync", { displayName: "catalog sync" });
    new TerraformOutput(this, "sync_username", { value: sync.username, staticId: true });
  }
}
