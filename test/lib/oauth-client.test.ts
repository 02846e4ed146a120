// What an OAuth client construct synthesises and refuses; what it has in common with an API token is in principal.test.ts.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { TerraformIterator, TerraformStack, Testing } from "cdktf";
import {
  AtlanOauthClient,
  AtlanProvider,
  DataAtlanOauthClients,
  DataAtlanPersona,
  DataAtlanRole,
  DataAtlanRoles,
} from "../../lib";

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  new AtlanProvider(stack, "atlan");
});

const synth = () => JSON.parse(Testing.synth(stack, true));
const clientOf = () => Object.values(synth().resource.atlan_oauth_client)[0];

it("writes only what was given", () => {
  new AtlanOauthClient(stack, "sync", { displayName: "catalog sync", role: "Member" });
  expect(clientOf()).toEqual({ display_name: "catalog sync", role: "Member" });
});

it("writes everything that was given, in Terraform's names", () => {
  new AtlanOauthClient(stack, "sync", {
    displayName: "catalog sync",
    description: "syncs",
    role: "$guest",
    personas: ["default/a", { qualifiedName: "default/b" }],
    rotation: { rotateEverySeconds: 86_400, carryAssetGrants: false },
    retiredElsewhere: true,
    timeouts: { create: "1h30m" },
    lifecycle: { preventDestroy: true },
  });
  expect(clientOf()).toEqual({
    display_name: "catalog sync",
    description: "syncs",
    role: "$guest",
    persona_qualified_names: ["default/a", "default/b"],
    rotation: { rotate_every_seconds: 86_400, carry_asset_grants: false },
    retired_elsewhere: true,
    timeouts: { create: "1h30m" },
    lifecycle: { prevent_destroy: true },
  });
});

it("takes changes after construction", () => {
  const client = new AtlanOauthClient(stack, "sync", { displayName: "x", role: "Member" });
  client.role = "Guest";
  client.personas = ["default/a"];
  client.rotation = { rotateWhenChanged: { version: "1" } };
  expect(clientOf()).toEqual({
    display_name: "x",
    role: "Guest",
    persona_qualified_names: ["default/a"],
    rotation: { rotate_when_changed: { version: "1" } },
  });
});

describe("a role", () => {
  it.each<[string, () => AtlanOauthClient["role"] | DataAtlanRole, string]>([
    [
      "looked up by its label",
      () => DataAtlanRole.fromLabel(stack, "role", "Member"),
      `\${data.atlan_role.role.name}`,
    ],
    [
      "looked up by its name",
      () => DataAtlanRole.fromName(stack, "role", "$member"),
      `\${data.atlan_role.role.name}`,
    ],
    [
      "of a list",
      () => new DataAtlanRoles(stack, "roles").roles.get(1).name,
      `\${data.atlan_roles.roles.roles[1].name}`,
    ],
  ])("may be one %s", (_name, roleOf, expected) => {
    new AtlanOauthClient(stack, "sync", { displayName: "x", role: roleOf() });
    expect(clientOf()).toMatchObject({ role: expected });
  });

  it("may be an iterator's value, an object or a name", () => {
    const forEach = TerraformIterator.fromList(["Member", "Guest"]);
    new AtlanOauthClient(stack, "sync", { forEach, displayName: "x", role: forEach.value });
    expect(clientOf()).toMatchObject({ role: `\${try(each.value.name, each.value)}` });
  });

  it("is a role, not another object with a name", () => {
    const role = DataAtlanPersona.fromName(stack, "analysts", "Analysts");
    new AtlanOauthClient(stack, "sync", { displayName: "x", role });
    expect(synth).toThrow('role takes "stack/analysts", which is of type atlan_persona, expected');
  });

  it("is a single one, not one with count", () => {
    const role = DataAtlanRole.fromLabel(stack, "member", "Member", { count: 2 });
    new AtlanOauthClient(stack, "sync", { displayName: "x", role });
    expect(synth).toThrow('role takes "stack/member", which has count or forEach');
  });

  it.each([
    ["none", {}, "role is missing, expected a role's label or name, or a role, such as a Data"],
    ["a blank one", { role: " " }, 'role must not be blank, got " "'],
    ["a padded one", { role: "Member " }, "role must not begin or end with a blank"],
    ["what is no role", { role: {} }, "role must be a string, got object"],
  ])("is refused: %s", (_name, props, fault) => {
    new AtlanOauthClient(stack, "sync", { displayName: "x", ...JSON.parse(JSON.stringify(props)) });
    expect(synth).toThrow(`[stack/sync] Cannot declare OAuth client: ${fault}`);
  });
});

it("has no expiry to be rotated before", () => {
  const faultsOf = (rotation: object) =>
    new AtlanOauthClient(stack, `it-${stack.node.children.length}`, {
      displayName: "x",
      role: "Member",
      rotation,
    }).node.validate();
  expect(faultsOf({})).toEqual([
    "Cannot declare OAuth client: rotation has no trigger, expected at least one of rotateEverySeconds, rotateWhenChanged, revokeWhenChanged",
  ]);
  expect(faultsOf({ rotateEverySeconds: 60, rotateBeforeExpirySeconds: 60 })).toEqual([
    expect.stringContaining("rotateBeforeExpirySeconds"),
  ]);
});

it("lists clients that exist already", () => {
  const { clients } = new DataAtlanOauthClients(stack, "all", { limit: 1 });
  new AtlanOauthClient(stack, "copy", {
    displayName: clients.get(0).displayName,
    role: clients.get(0).roleName,
  });
  expect(clientOf()).toEqual({
    display_name: `\${data.atlan_oauth_clients.all.clients[0].display_name}`,
    role: `\${data.atlan_oauth_clients.all.clients[0].role_name}`,
  });
});
