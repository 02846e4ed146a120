// What is particular to API tokens: what the tenant decides, links of others, and several of one name.
import { describe, expect, it } from "@jest/globals";
import { plays } from "./harness/plays.js";
import { loader, stages } from "./harness/stage.js";

const NAME = "warehouse robot";
const named = `display_name = "${NAME}"`;

describe.each(plays)("an API token under $called", ({ binary, signIn }) => {
  const open = stages();

  it("shows what the tenant made of it", async () => {
    const { workspace, control } = await open(loader(named), { binary, signIn });
    expect((await workspace.apply()).output).toContain("1 added, 0 changed, 0 destroyed");
    const [token] = await control.tokensNamed(NAME);
    expect(token).toMatchObject({ description: "", validitySeconds: 157_680_000 });
    expect(await workspace.attributes("atlan_api_token.loader")).toMatchObject({
      id: token?.id,
      client_id: token?.clientId,
      username: token?.username,
      active_ids: [token?.id],
      active_usernames: [token?.username],
      expired: false,
      persona_qualified_names: null,
      validity_seconds: 157_680_000,
      created_by: expect.stringMatching(/^service-account-(apikey|oauth-client)-/),
    });
  });

  it("is replaced when its validity changes, and the plan says why", async () => {
    const { workspace, control } = await open(loader(named, "validity_seconds = 3600"), {
      binary,
      signIn,
    });
    await workspace.apply();
    const [before] = await control.tokensNamed(NAME);
    await workspace.configure(loader(named, "validity_seconds = 7200"));
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.output).toContain("1 to add, 0 to change, 1 to destroy");
    expect(planned.prose).toContain("lifetime is fixed when it is created");
    expect((await workspace.apply()).exitCode).toBe(0);
    const [after, ...others] = await control.tokensNamed(NAME);
    expect(others).toEqual([]);
    expect(after?.validitySeconds).toBe(7200);
    expect(after?.id).not.toBe(before?.id);
  });

  it("keeps links that others made when it does not manage them", async () => {
    const { workspace, control } = await open(loader(named), { binary, signIn });
    await workspace.apply();
    const [token] = await control.tokensNamed(NAME);
    const { personas } = await control.state();
    const linked = [personas[0]?.qualifiedName];
    await control.api("POST", `/api/service/apikeys/${token?.id}`, {
      displayName: NAME,
      description: "",
      personas: [],
      personaQualifiedNames: linked,
    });
    expect((await workspace.plan()).exitCode).toBe(0);
    await workspace.configure(loader(named, 'description = "new"'));
    await workspace.apply();
    expect(await control.tokensNamed(NAME)).toMatchObject([
      { description: "new", personaQualifiedNames: linked },
    ]);
  });
});

describe("several API tokens", () => {
  const open = stages();

  it("may share a display name, with a warning, and are never confused", async () => {
    const { workspace, control } = await open(loader(named));
    await workspace.apply();
    const [first] = await control.tokensNamed(NAME);
    const second = `resource "atlan_api_token" "second" {\n ${named}\n description = "second"\n}\n`;
    await workspace.configure(loader(named) + second);
    const applied = await workspace.apply();
    expect(applied.output).toContain(`API token name exists already: ${first?.id}`);
    expect((await workspace.plan()).exitCode).toBe(0);
    await workspace.configure(loader(named));
    await workspace.apply();
    expect(await control.tokensNamed(NAME)).toMatchObject([{ id: first?.id, description: "" }]);
  });

  it("may be named after each other before the first exists", async () => {
    const configuration = `${loader(named)}
      resource "atlan_api_token" "child" { display_name = "child of \${atlan_api_token.loader.id}" }
      resource "terraform_data" "seconds" { input = 3600 }
      resource "atlan_api_token" "timed" {
        display_name     = "timed"
        validity_seconds = terraform_data.seconds.output
      }`;
    const { workspace, control } = await open(configuration);
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    const [parent] = await control.tokensNamed(NAME);
    expect(await control.tokensNamed(`child of ${parent?.id}`)).toHaveLength(1);
    expect(await control.tokensNamed("timed")).toMatchObject([{ validitySeconds: 3600 }]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});
