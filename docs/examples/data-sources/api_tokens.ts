// A stack that lists tokens, whoever manages them.
import { Fn, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanApiTokens } from "../../../lib";

export class TokenListStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const { tokens } = new DataAtlanApiTokens(this, "newest", { sort: "-createdAt", limit: 10 });
    const newestName = Fn.try([tokens.get(0).displayName, "none"]); // fails without `try` where there is no token
    new TerraformOutput(this, "newest_name", { value: newestName, staticId: true });
    new TerraformOutput(this, "tokens_seen", { value: Fn.lengthOf(tokens), staticId: true });
  }
}
