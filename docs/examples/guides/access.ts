// What the guide "Give a token access" shows, in one stack.
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import {
  AtlanApiToken,
  AtlanCollectionViewer,
  AtlanConnectionAdmin,
  AtlanOauthClient,
  AtlanProvider,
  DataAtlanCollection,
  DataAtlanConnection,
  DataAtlanCurrentUser,
  DataAtlanPersona,
  DataAtlanUser,
} from "../../../lib";

export class AccessStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");

    const analysts = DataAtlanPersona.fromName(this, "analysts", "Data Assets");
    const reporter = new AtlanApiToken(this, "reporter", { displayName: "weekly reporter" });
    reporter.bindPersona(analysts);

    const development = DataAtlanConnection.fromName(this, "development", {
      name: "development",
      connectorName: "snowflake",
    });
    const crawler = new AtlanApiToken(this, "crawler", { displayName: "snowflake crawler" });
    crawler.grantConnectionAdmin(development);

    const finance = DataAtlanCollection.fromName(this, "finance", "Finance queries");
    const publisher = new AtlanApiToken(this, "publisher", { displayName: "query publisher" });
    publisher.grantCollectionEditor(finance);

    const sync = AtlanOauthClient.fromName(this, "sync", "catalog sync");
    sync.grantCollectionViewer(finance);

    const tomas = DataAtlanUser.fromEmail(this, "tomas", "tomas@example.com");
    new AtlanCollectionViewer(this, "finance_viewers", {
      collection: finance,
      principals: [reporter, tomas.username],
    });

    const me = new DataAtlanCurrentUser(this, "me");
    new AtlanConnectionAdmin(this, "deployer", {
      connection: development,
      principals: [me.username],
    });

    const exporter = AtlanApiToken.fromName(this, "exporter", "catalog export");
    exporter.bindPersona(analysts);

    new AtlanConnectionAdmin(this, "crawler_production", {
      connection: { id: "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01" },
      token: crawler,
    });
  }
}
