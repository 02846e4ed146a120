// Two tokens and a collection of queries: one token edits it, the other one, and whoever is named, may look.
import { App, TerraformStack } from "cdktf";
import {
  AtlanApiToken,
  AtlanCollectionViewer,
  AtlanProvider,
  DataAtlanCollection,
} from "cdktf-provider-atlan";
import type { Construct } from "constructs";

/** People who may look besides the token, by username, such as `amira,noor`. */
const people = (process.env.VIEWERS ?? "").split(",").filter((username) => username !== "");

class Collections extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The tenant and the credentials come from ATLAN_BASE_URL, ATLAN_API_KEY and ATLAN_USER_BEARER_TOKEN.
    new AtlanProvider(this, "atlan");

    const finance = DataAtlanCollection.fromName(this, "finance", "Finance queries");

    const publisher = new AtlanApiToken(this, "publisher", {
      displayName: "query publisher",
      description: "Keeps the finance queries in step with the repository",
    });
    publisher.grantCollectionEditor(finance);

    const dashboard = new AtlanApiToken(this, "dashboard", {
      displayName: "finance dashboard",
      description: "Runs the finance queries",
    });
    new AtlanCollectionViewer(this, "viewers", {
      collection: finance,
      principals: [dashboard, ...people],
    });
  }
}

const app = new App();
new Collections(app, "collections");
app.synth();
