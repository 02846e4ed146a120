import { DataResource, TerraformStack } from "cdktn";
import type { Construct } from "constructs";
import { AtlanProvider, EphemeralAtlanApiToken } from "../../../lib/cdktn";

export class LoadStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const loader = new EphemeralAtlanApiToken(this, "loader", {
      displayName: "catalog load",
      description: "Loads the catalog once, when this is first applied",
      enabled: EphemeralAtlanApiToken.WHILE_APPLYING,
    });
    new DataResource(this, "load", {
      provisioners: [
        {
          type: "local-exec",
          command:
            'curl --fail --silent --header "Authorization: Bearer $LOADER_TOKEN" "$ATLAN_BASE_URL/api/service/users/current"',
          environment: { LOADER_TOKEN: loader.accessToken },
        },
      ],
    });
  }
}
