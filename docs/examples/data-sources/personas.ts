// A stack that lists the personas that are in force, and reads one of them.
import { TerraformOutput, TerraformStack } from "cdktf";
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
    new TerraformOutput(this, "newest_members", { value: records.get(0).users, staticId: true });
    new TerraformOutput(this, "personas_in_force", { value: filterRecord, staticId: true });
  }
}
