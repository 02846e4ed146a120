// Fifty grants of one run, and bindings whose tokens come and go, under real Terraform.
import { describe, expect, it } from "@jest/globals";
import { engineInTurn } from "./harness/engines.js";
import { grantTenant, type World, worldOf } from "./harness/grant-kinds.js";
import { type Stage, stages } from "./harness/stage.js";

describe("fifty grants of one run", () => {
  const open = stages();
  const many = (world: World, what: "admins" | "bindings") =>
    what === "admins"
      ? `resource "atlan_connection_admin" "it" {
  for_each      = toset([for n in range(1, 51) : "person-\${n}"])
  connection_id = "${world.connection.guid}"
  usernames     = [each.key]
}
`
      : `resource "atlan_token_persona_binding" "it" {
  for_each               = toset(${JSON.stringify(world.personas.slice(1).map((it) => it.qualifiedName))})
  persona_qualified_name = each.key
  token_ids              = ["${world.loader.id}"]
}
`;
  const held = async (stage: Stage, what: "admins" | "bindings") => {
    const { connection, loader } = await worldOf(stage);
    return what === "admins"
      ? connection.adminUsers.filter((name) => name.startsWith("person-")).length
      : loader.personaQualifiedNames.length;
  };
  // How many writes they cost is for the bench: that depends on how busy the machine is.
  it.each([
    { what: "admins", parallelism: 10, engine: engineInTurn(0) },
    { what: "admins", parallelism: 60, engine: engineInTurn(1) },
    { what: "bindings", parallelism: 10, engine: engineInTurn(1) },
    { what: "bindings", parallelism: 60, engine: engineInTurn(0) },
  ] as const)("$what, $parallelism at a time, all hold, by $engine.name", async (row) => {
    const { what, parallelism, engine } = row;
    const stage = await open("", { ...engine, tenant: grantTenant });
    await stage.workspace.configure(many(await worldOf(stage), what));
    const applied = await stage.workspace.apply(`-parallelism=${parallelism}`);
    expect(applied.output).toContain("50 added");
    expect(await held(stage, what)).toBe(50);
    expect((await stage.workspace.plan()).exitCode).toBe(0);
  });

  it("lets only the one with an unknown username fail", async () => {
    const stage = await open("", { tenant: grantTenant });
    const configuration = many(await worldOf(stage), "admins");
    await stage.workspace.configure(
      configuration.replace("[each.key]", '[each.key == "person-7" ? "persno-7" : each.key]'),
    );
    const applied = await stage.workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose.match(/Error: /g)).toHaveLength(1);
    expect(applied.prose).toMatch(/Username unknown to the tenant.*persno-7/);
    expect(applied.prose).not.toMatch(/add .*person-/);
    expect(await held(stage, "admins")).toBe(49);
  });
});

describe("a binding", () => {
  const open = stages();
  const token = 'resource "atlan_api_token" "robot" {\n  display_name = "robot"\n}\n';

  it("goes with its token when both are destroyed in one run", async () => {
    const stage = await open(token, { tenant: grantTenant });
    await stage.workspace.apply();
    const { id } = await stage.workspace.attributes("atlan_api_token.robot");
    const { personas } = await worldOf(stage);
    // By its GUID, so that Terraform knows of no order between the two.
    const bindings = `resource "atlan_token_persona_binding" "it" {
  for_each               = toset(${JSON.stringify(personas.slice(0, 5).map((it) => it.qualifiedName))})
  persona_qualified_name = each.key
  token_ids              = ["${id}"]
}
`;
    await stage.workspace.configure(token + bindings);
    expect(await stage.workspace.apply()).toMatchObject({ exitCode: 0 });
    expect(await stage.workspace.destroy()).toMatchObject({ exitCode: 0 });
    expect(await stage.control.tokensNamed("robot")).toEqual([]);
  });

  it("follows its token into a replacement", async () => {
    const binding = (world: World) => `resource "atlan_token_persona_binding" "it" {
  persona_qualified_name = "${world.personas[0]?.qualifiedName}"
  token_ids              = atlan_api_token.robot.active_ids
}
`;
    const stage = await open(token, { tenant: grantTenant });
    const world = await worldOf(stage);
    await stage.workspace.configure(token + binding(world));
    await stage.workspace.apply();
    const replaced = await stage.workspace.apply("-replace=atlan_api_token.robot");
    expect(replaced).toMatchObject({ exitCode: 0 });
    const [robot] = await stage.control.tokensNamed("robot");
    expect(robot?.personaQualifiedNames).toHaveLength(1);
    expect((await stage.workspace.plan()).exitCode).toBe(0);
  });
});
