// Values that cannot be: told at validate, with the attribute, before any request.
import { describe, expect, it } from "@jest/globals";
import { loader, stages } from "./harness/stage.js";

const named = 'display_name = "warehouse robot"';
const between = /must be a whole number from 1 to 409968000, got/;

const refused: readonly [string, string, RegExp][] = [
  ["no display name", "", /The argument "display_name" is required/],
  ["an empty display name", 'display_name = ""', /display_name.*must not be blank/],
  ["a blank display name", 'display_name = " \\t\\n"', /display_name.*must not be blank/],
  [
    "a display name with a blank at its end",
    'display_name = "trail "',
    /display_name.*must not begin or end with a blank, got "trail "/,
  ],
  ["validity 0", `${named}\nvalidity_seconds = 0`, between],
  ["validity -1", `${named}\nvalidity_seconds = -1`, between],
  ["validity 1.5", `${named}\nvalidity_seconds = 1.5`, between],
  ["validity 409968001", `${named}\nvalidity_seconds = 409968001`, between],
  ["validity 1e12", `${named}\nvalidity_seconds = 1e12`, between],
  [
    "validity of many digits",
    `${named}\nvalidity_seconds = 123456789012345678901`,
    /validity_seconds/,
  ],
  [
    "a blank persona",
    `${named}\npersona_qualified_names = [" "]`,
    /persona_qualified_names.*no blank/,
  ],
  ["a timeout that is none", `${named}\ntimeouts { create = "soon" }`, /timeouts.*"soon"/],
  ["an attribute that the tenant decides", `${named}\nid = "x"`, /`id`.*set by the provider/],
];

describe("validate", () => {
  const open = stages();

  it("refuses what cannot be, at its attribute, without a request", async () => {
    const { workspace, control } = await open("");
    const messages: Record<string, string> = {};
    for (const [name, body] of refused) {
      await workspace.configure(loader(body));
      const validated = await workspace.run("validate");
      messages[name] = `${validated.exitCode} ${validated.prose}`;
    }
    for (const [name, , expected] of refused) {
      expect({ [name]: messages[name] }).toEqual({ [name]: expect.stringMatching(expected) });
      expect(messages[name]).toMatch(/^1 /);
    }
    expect(await control.requests()).toEqual([]);
  });

  it("accepts what never expires, with a warning that names the cause", async () => {
    const { workspace } = await open(loader(named, "validity_seconds = 409968000"));
    const validated = await workspace.run("validate");
    expect(validated.exitCode).toBe(0);
    expect(validated.prose).toMatch(/Warning: .*2038.*Keycloak/);
  });

  it("leaves to the plan what only a new token cannot have, because one that is there may", async () => {
    const { workspace, control } = await open(loader(named, "validity_seconds = 157680001"));
    expect((await workspace.run("validate")).exitCode).toBe(0);
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.exitCode).toBe(1);
    expect(planned.prose).toMatch(
      /Invalid validity_seconds of a new API token.*from 1 to 157680000, or exactly 409968000, got 157680001/,
    );
    expect((await control.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("accepts less than an hour, with a warning that seconds are meant", async () => {
    const { workspace } = await open(loader(named, "validity_seconds = 90"));
    const validated = await workspace.run("validate");
    expect(validated.exitCode).toBe(0);
    expect(validated.prose).toMatch(/Warning: .*90, less than one hour: the number is in seconds/);
  });

  it("refuses what is written in place of another object's value", async () => {
    const { workspace, control } = await open(`
      provider "atlan" {}
      resource "atlan_connection_admin" "by_name" {
        connection_id = "default/snowflake/1"
        usernames     = []
      }
      resource "atlan_token_persona_binding" "of_nobody" {
        persona_qualified_name = "default/analysts"
        token_ids              = []
      }`);
    const validated = await workspace.run("validate");
    expect(validated.exitCode).toBe(1);
    expect(validated.prose).toMatch(/`connection_id` .* GUID .*got "default\/snowflake\/1"/);
    expect(validated.prose).toMatch(/`usernames` .*at least one element, got none/);
    expect(validated.prose).toMatch(/`token_ids` .*at least one element, got none/);
    expect(await control.requests()).toEqual([]);
  });

  it("refuses another object's value at plan, where it cannot be", async () => {
    const { workspace, control } = await open(`
      data "atlan_user" "amira" { username = "amira" }
      resource "atlan_connection_admin" "by_user" {
        connection_id = data.atlan_user.amira.username
        usernames     = ["amira"]
      }`);
    expect((await workspace.run("validate")).exitCode).toBe(0);
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.exitCode).toBe(1);
    expect(planned.prose).toMatch(/`connection_id` .* GUID .*got "amira"/);
    const requests = await control.requests();
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("lets unknown values pass until they are known", async () => {
    const { workspace, control } = await open(`
      resource "terraform_data" "zero" { input = 0 }
      ${loader(named, "validity_seconds = terraform_data.zero.output")}`);
    expect((await workspace.run("validate")).exitCode).toBe(0);
    const applied = await workspace.apply();
    expect(applied.prose).toMatch(/validity_seconds.*must be a whole number/);
    expect(await control.tokensNamed("warehouse robot")).toEqual([]);
  });
});

describe("a display name", () => {
  const open = stages();

  it.each([
    ["quotes", 'say "hi"'],
    ["a backslash", "a\\b"],
    ["emoji", "loader 🚚"],
    ["a newline", "two\nlines"],
    ["what looks like a filter", '{"$ne":1}'],
    ["10,000 characters", "n".repeat(10_000)],
  ])("may hold %s", async (_name, displayName) => {
    const literal = JSON.stringify(displayName).replaceAll("${", "$${").replaceAll("%{", "%%{");
    const { workspace, control } = await open(loader(`display_name = ${literal}`));
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await control.tokensNamed(displayName)).toHaveLength(1);
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});

describe("personas left out, empty, or set", () => {
  const open = stages();

  it("are three different things", async () => {
    const { workspace, control } = await open(loader(named));
    await workspace.apply();
    const [token] = await control.tokensNamed("warehouse robot");
    const [persona] = (await control.state()).personas;
    const linked = [persona?.qualifiedName];
    await control.api("POST", `/api/service/apikeys/${token?.id}`, {
      displayName: "warehouse robot",
      description: "",
      personaQualifiedNames: linked,
    });
    expect((await workspace.plan()).exitCode).toBe(0);
    await workspace.configure(loader(named, "persona_qualified_names = []"));
    await workspace.apply();
    expect((await control.tokensNamed("warehouse robot"))[0]?.personaQualifiedNames).toEqual([]);
    await workspace.configure(loader(named, `persona_qualified_names = ["${linked[0]}"]`));
    await workspace.apply();
    await workspace.configure(loader(named));
    await workspace.apply();
    expect((await control.tokensNamed("warehouse robot"))[0]?.personaQualifiedNames).toEqual(
      linked,
    );
  });
});
