// One stack with one token, its state in PostgreSQL: what the workflow beside it synthesises and deploys.
import { App, PgBackend, TerraformStack } from "cdktf";
import { AtlanApiToken, AtlanProvider } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

class Pipeline extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Which server, and as whom, is read where Terraform runs: PGHOST, PGDATABASE, PGUSER, PGPASSWORD. Nothing of it lies in the artefact.
    new PgBackend(this, { connStr: "postgres://", schemaName: "pipeline" });

    // The same goes for ATLAN_BASE_URL, ATLAN_OAUTH_CLIENT_ID and ATLAN_OAUTH_CLIENT_SECRET.
    new AtlanProvider(this, "atlan");

    new AtlanApiToken(this, "nightly_loader", {
      displayName: "nightly loader",
      description: "Loads the warehouse every night",
      validitySeconds: 90 * 24 * 60 * 60,
    });
  }
}

const app = new App();
new Pipeline(app, "pipeline");
app.synth();
