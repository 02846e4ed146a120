import { DataResource, TerraformStack, TerraformVariable } from "cdktn";
import type { Construct } from "constructs";
import { AtlanApiToken, AtlanProvider, EphemeralAtlanUnsealedToken } from "../../../lib/cdktn";

export class SealedStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const identity = new TerraformVariable(this, "identity", { type: "string", sensitive: true });
    identity.addOverride("ephemeral", true);
    const loader = new AtlanApiToken(this, "loader", {
      displayName: "nightly loader",
      sealTo: [
        "age1yc4aye4gze7x0esph09krfv2lncdmems45vly4t3tyqfu96zn9eq0st0k4",
        "age1v6f879fek9dkk6glz0kuraprwsm94vgfs3wdg0a9l9kw9gpf6yfsx0dyyq",
      ],
    });
    const secret = new EphemeralAtlanUnsealedToken(this, "secret", {
      sealed: loader.sealedAccessToken,
      identity: identity.stringValue,
      clientId: loader.clientId,
    });
    new DataResource(this, "check", {
      provisioners: [
        {
          type: "local-exec",
          command:
            'curl --fail --silent --header "Authorization: Bearer $LOADER_TOKEN" "$ATLAN_BASE_URL/api/service/users/current"',
          environment: { LOADER_TOKEN: secret.accessToken },
        },
      ],
    });
  }
}
