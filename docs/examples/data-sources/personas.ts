// A stack that lists the personas that are in force, and reads one of them.
import { Fn, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AtlanProvider, DataAtlanPersonas } from "../../../lib";

export class PersonaListStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const { records, filterRecord } = new DataAtlanPersonas(this, "enabled", {
      filter: JSON.stringify({ enabled: true }),
      sort: "-createdAt",
      columns: ["id", "displayName", "users"],
    });
    const newestMembers = Fn.try([records.get(0).users, []]); // fails without `try` where there is no persona
    new TerraformOutput(this, "newest_members", { value: newestMembers, staticId: true });
    new TerraformOutput(this, "personas_in_force", { value: filterRecord, staticId: true });
  }
}
