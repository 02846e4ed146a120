// An embedded tenant that is started anew at its old address knows nothing of what the state speaks of: the error gives the way out.
import { describe, expect, it } from "@jest/globals";
import { startTenant } from "../../src/tenant/index.js";
import { controlOf } from "../tenant-control.js";
import { engine } from "./harness/engines.js";
import { loader, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const configuration = `data "atlan_connection" "development" {
  name           = "development"
  connector_name = "snowflake"
}

resource "atlan_api_token" "loader" {
  display_name = "nightly loader"
}

resource "atlan_connection_admin" "loader" {
  connection_id = data.atlan_connection.development.id
  usernames     = atlan_api_token.loader.active_usernames
}
`;

/** Longer than a token may only not be listed yet. */
const LONG_AGO_SECONDS = 600;

describe("an embedded tenant that was started anew", () => {
  const open = stages();

  it.each([
    ["at once", 0],
    ["when the state is old", LONG_AGO_SECONDS],
  ])("is recognised %s, and the line that is printed removes what is gone", async (_when, age) => {
    const { tenant, workspace } = await open(configuration);
    await succeeded(workspace.apply());
    await tenant.stop();
    await using next = await startTenant({ port: Number(new URL(tenant.baseUrl).port) });
    await controlOf(next).advance(age);
    const environment = next.env();
    const run = (...args: readonly string[]) => workspace.runWith({ environment }, ...args);

    const planned = await run("plan", "-input=false");
    expect(planned.exitCode).toBe(1);
    expect(planned.prose).toContain(
      "Error: The embedded tenant was started anew with atlan_api_token.loader",
    );
    expect(planned.prose).toContain(
      `made in an embedded tenant at ${next.baseUrl} that has stopped`,
    );
    expect(planned.prose).not.toContain("Warning:");

    const printed = /terraform state rm "\$\(terraform state list -id=\S+\)"/;
    const [line = ""] = printed.exec(planned.prose) ?? [];
    const command = line.replace(/\bterraform (?=state)/g, `${engine.binary} `);
    const removed = await succeeded(workspace.runWith({ binary: "sh" }, "-c", command));
    expect(removed.output).toContain("Removed atlan_api_token.loader");
    await succeeded(run("state", "rm", "atlan_connection_admin.loader"));

    const applied = await succeeded(run("apply", "-input=false", "-auto-approve"));
    expect(applied.output).toContain("2 added, 0 changed, 0 destroyed");
  });

  it("is not suspected where the object is there, after a reset", async () => {
    const { control, workspace } = await open(loader('display_name = "loader"'));
    await succeeded(workspace.apply());
    await control.reset();
    await control.advance(LONG_AGO_SECONDS);
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.prose).toContain("is gone");
    expect(planned.prose).not.toContain("started anew");
  });
});
