// A stack that lets a token and a person look into a collection. Writing the grant needs ATLAN_USER_BEARER_TOKEN.
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import {
  AtlanApiToken,
  AtlanCollectionViewer,
  AtlanProvider,
  DataAtlanCollection,
  DataAtlanUser,
} from "../../../lib";

export class CollectionViewerStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const finance = DataAtlanCollection.fromName(this, "finance", "Finance queries");
    const tomas = DataAtlanUser.fromEmail(this, "tomas", "tomas@example.com");
    const dashboard = new AtlanApiToken(this, "dashboard", { displayName: "finance dashboard" });
    new AtlanCollectionViewer(this, "finance_viewers", {
      collection: finance,
      principals: [dashboard, tomas.username],
    });
  }
}
