// A stack that makes a token an editor of a collection. Writing the grant needs ATLAN_USER_BEARER_TOKEN.
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import {
  AtlanApiToken,
  AtlanCollectionEditor,
  AtlanProvider,
  DataAtlanCollection,
} from "../../../lib";

export class CollectionEditorStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");
    const finance = DataAtlanCollection.fromName(this, "finance", "Finance queries");
    const publisher = new AtlanApiToken(this, "publisher", { displayName: "query publisher" });
    new AtlanCollectionEditor(this, "publisher_edits", { collection: finance, token: publisher });
  }
}
