// Lookups that find nothing, too much, or no endpoint: what a person reads under real Terraform.
import { describe, expect, it } from "@jest/globals";
import { until } from "../until.js";
import { signIn } from "./harness/sign-in.js";
import { stages } from "./harness/stage.js";

const data = (type: string, ...lines: readonly string[]): string =>
  `data "${type}" "it" {\n  ${lines.join("\n  ")}\n}\n`;

const SIGNED_IN_AS = { api_key: "API key", oauth_client: "OAuth client" } as const;

const development = ['name = "development"', 'connector_name = "snowflake"'] as const;

describe("a lookup", () => {
  const open = stages();

  it("names the near misses, the candidates and the way out", async () => {
    const twin = { name: "twin", connectorName: "snowflake" };
    const { workspace, control } = await open("", {
      environment: { ATLAN_USER_BEARER_TOKEN: "" },
      tenant: {
        seed: {
          users: [{ username: "amira", admin: true }],
          personas: [{ name: "Loaders" }],
          connections: [twin, twin],
          collections: [{ name: "Finance queries" }],
        },
      },
    });
    const { personas, connections, collections, users } = await control.state();
    const failing: readonly [string, readonly (string | undefined)[]][] = [
      [data("atlan_persona", 'name = "loaders"'), ["Persona not found", personas[0]?.guid]],
      [
        data("atlan_connection", 'name = "twin"', 'connector_name = "snowflake"'),
        ["Several connections match", connections[0]?.guid, connections[1]?.guid],
      ],
      [
        data("atlan_connection", 'name = "twins"', 'connector_name = "snowflake"'),
        ["Connection not found", connections[0]?.guid, "Set user_bearer_token to search with it"],
      ],
      [
        data("atlan_collection", 'name = "Finance"'),
        [
          "Collection not found",
          collections[0]?.guid,
          `The ${SIGNED_IN_AS[signIn]} sees only collections`,
        ],
      ],
      [data("atlan_user", 'email = "amira"'), ["User not found", users[0]?.id]],
      [
        data("atlan_current_user", 'credential = "user_bearer_token"'),
        ["Missing user_bearer_token", "ATLAN_USER_BEARER_TOKEN", "network tab"],
      ],
    ];
    for (const [configuration, expected] of failing) {
      await workspace.configure(configuration);
      const { exitCode, prose } = await workspace.run("plan", "-detailed-exitcode");
      expect(exitCode).toBe(1);
      for (const text of expected) expect(prose).toContain(text);
    }
  });

  it("is refused at validate, without a request, when its arguments cannot be", async () => {
    const { workspace, control } = await open("");
    const refused: readonly [string, RegExp][] = [
      [data("atlan_persona"), /exactly one of `name` and `qualified_name`/],
      [data("atlan_connection", 'name = "x"'), /`name` and `connector_name` together/],
      [
        data("atlan_connection", 'id = "x"', 'connector_name = "y"'),
        /`name` and `connector_name` together/,
      ],
      [data("atlan_collection", 'id = "x"', 'name = "y"'), /`id` and `name` are set together/],
      [data("atlan_user", 'username = " "'), /must not be blank/],
      [data("atlan_current_user", 'credential = "mine"'), /one of "api_key", "user_bearer_token"/],
      [data("atlan_personas", 'filter = "[]"'), /JSON text of an object, got "\[\]"/],
      [data("atlan_personas", "columns = []"), /at least one element/],
      [data("atlan_api_tokens", "limit = 0"), /whole number from 1 to 2147483647/],
      [data("atlan_api_tokens", "offset = -1"), /whole number from 0 to 2147483647/],
      [data("atlan_persona", 'name = "x"', "wait_seconds = 3601"), /from 0 to 3600/],
    ];
    for (const [configuration, expected] of refused) {
      await workspace.configure(configuration);
      const { exitCode, prose } = await workspace.run("validate");
      expect(exitCode).toBe(1);
      expect(prose).toMatch(expected);
    }
    expect(await control.requests()).toEqual([]);
  });

  it.each([404, 410])(
    "of personas names another way when the tenant answers %s",
    async (status) => {
      const { workspace, control } = await open(data("atlan_personas"));
      const body = { code: status, message: "no such route" };
      await control.addFaults({ match: { path: "personas" }, times: 9, do: { status, body } });
      const { exitCode, prose } = await workspace.run("plan", "-detailed-exitcode");
      expect(exitCode).toBe(1);
      expect(prose).toContain("Cannot list personas");
      expect(prose).toContain("The data source atlan_persona finds a persona by name");
    },
  );

  it("waits out the search index when it is told to, and only then", async () => {
    const { workspace, control } = await open(data("atlan_connection", ...development), {
      tenant: { seed: { connections: [] } },
    });
    await control.changeSettings({ searchLagMs: 3_600_000 });
    await control.api("POST", "/api/meta/entity/bulk", {
      entities: [
        {
          typeName: "Connection",
          guid: "-1",
          attributes: {
            name: "development",
            qualifiedName: "default/snowflake/1",
            connectorName: "snowflake",
          },
        },
      ],
    });
    const impatient = await workspace.run("plan", "-detailed-exitcode");
    expect(impatient.prose).toContain("`wait_seconds` waits for what was made moments ago");
    await workspace.configure(data("atlan_connection", ...development, "wait_seconds = 240"));
    await control.clearRequests();
    const applying = workspace.apply();
    // It has been looked for in vain once, and is looked for again.
    const searches = async () =>
      (await control.requests()).filter(({ path }) => path.includes("indexsearch"));
    await until(async () => (await searches()).length > 1);
    await control.changeSettings({ searchLagMs: 0 });
    expect(await applying).toMatchObject({ exitCode: 0 });
    const [connection] = (await control.state()).connections;
    expect(await workspace.attributes("atlan_connection.it")).toMatchObject({
      id: connection?.guid,
      wait_seconds: 240,
    });
  });

  it("sees as the user what the API key may not see, and breaks on no expired bearer", async () => {
    const { workspace, control } = await open(data("atlan_connection", ...development));
    await control.changeSettings({ tokenReads: "granted" });
    expect(await workspace.plan()).toMatchObject({ exitCode: 0 });
    await control.changeSettings({ userBearerLifetimeSeconds: 60 });
    await control.advance(120);
    const { exitCode, prose } = await workspace.run("plan", "-detailed-exitcode");
    expect(exitCode).toBe(1);
    expect(prose).toContain("Connection not found");
    expect(prose).toContain("user_bearer_token was refused, perhaps because it has expired");
    await control.changeSettings({ tokenReads: "all" });
    expect(await workspace.plan()).toMatchObject({ exitCode: 0 });
  });

  it("waits for apply where its arguments are not known before", async () => {
    const { workspace } = await open(`
      resource "terraform_data" "name" { input = "development" }
      data "atlan_connection" "it" {
        name           = terraform_data.name.output
        connector_name = "snowflake"
      }
    `);
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await workspace.attributes("atlan_connection.it")).toMatchObject({
      name: "development",
    });
  });
});
