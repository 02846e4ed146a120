// A stack that lists OAuth clients, whoever manages them.
import { Fn, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanOauthClients } from "../../../lib";

export class ClientListStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const { clients } = new DataAtlanOauthClients(this, "newest", {
      sort: "-createdAt",
      limit: 10,
    });
    const newestName = Fn.try([clients.get(0).displayName, "none"]); // fails without `try` where there is no client
    new TerraformOutput(this, "newest_name", { value: newestName, staticId: true });
    new TerraformOutput(this, "clients_seen", { value: Fn.lengthOf(clients), staticId: true });
  }
}
