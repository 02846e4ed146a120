// A stack that looks up a collection of queries by its name.
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanCollection } from "../../../lib";

export class CollectionLookupStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const finance = DataAtlanCollection.fromName(this, "finance", "Finance queries");
    new TerraformOutput(this, "finance_editors", { value: finance.adminUsers, staticId: true });
  }
}
