// What only an OAuth client has, under real Terraform: a role and personas that are fixed when it is created, and access tokens that outlive its secret.

import { describe, expect, it } from "@jest/globals";
import { askCurrentUser } from "../program-calls.js";
import { addressOf, declared, heldAs, principalKinds } from "./harness/principal-kinds.js";
import { DAY, PERIOD, rotationSeed as seed } from "./harness/rotating-stack.js";
import { useSecret } from "./harness/secret-user.js";
import { type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const NAME = "warehouse robot";
const clients = principalKinds.filter(({ signIn }) => signIn === "oauth_client");

async function worldOf({ control }: Stage) {
  const { personas, connections } = await control.state();
  const [persona] = personas;
  const [connection, readable] = connections;
  if (persona === undefined || connection === undefined || readable === undefined)
    throw new Error("Cannot set the scene: the seed has too little");
  return { persona: persona.qualifiedName, connection, readable };
}

describe.each(clients)("an $noun", (kind) => {
  const open = stages({ tenant: { seed, settings: { tokenReads: "granted" } } });
  const address = addressOf(kind);
  const client = (role: string, ...lines: readonly string[]): string =>
    declared({ ...kind, required: [`role = "${role}"`] }, `display_name = "${NAME}"`, ...lines);
  const linked = (...personas: readonly string[]): string =>
    `persona_qualified_names = ${JSON.stringify(personas)}`;

  it.each([
    ["is created", ""],
    ["replaces another one", client("Member")],
    ["rotates", client("Member", "rotation = { rotate_every_seconds = 86400 }")],
  ])(
    "of a role that there is not lists those there are, and nothing changes, where it %s",
    async (_how, before) => {
      const { workspace, control } = await open(before);
      await succeeded(workspace.apply());
      const held = await heldAs(kind, control, NAME);
      await workspace.configure(client("Owner"));
      const applied = await workspace.apply();
      expect(applied.exitCode).toBe(1);
      expect(applied.prose).toMatch(
        /Unknown role.*"Owner".*Nothing was changed.*"Admin": \$admin.*"Guest": \$guest.*"Member": \$member/,
      );
      expect(await heldAs(kind, control, NAME)).toEqual(held);
    },
  );

  it.each([
    ["was never there", async () => {}],
    [
      "is gone since it was declared",
      async ({ control }: Stage) => {
        const [persona] = (await control.state()).personas;
        const before = [{ deleteAsset: { guid: String(persona?.guid) } }];
        await control.addFaults({ match: kind.create, do: { before } });
      },
    ],
  ])("of a persona that %s names it, and leaves nothing", async (how, disturb) => {
    const stage = await open("");
    const { persona } = await worldOf(stage);
    const named = how === "was never there" ? "default/nobody" : persona;
    await stage.workspace.configure(client("Member", linked(named)));
    await disturb(stage);
    const applied = await stage.workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toContain(named);
    expect(applied.prose).toMatch(/persona_qualified_names/);
    expect(await heldAs(kind, stage.control, NAME)).toEqual([]);
  });

  it.each([
    ["role", "Admin", false, /`role` changes.*the role of an OAuth client is fixed/],
    [
      "personas",
      "Member",
      true,
      /`persona_qualified_names` changes.*personas of an OAuth client are fixed/,
    ],
  ])("of other %s is replaced, and the plan says why", async (_what, role, isLinked, why) => {
    const stage = await open(client("Member"));
    const { workspace, control } = stage;
    await succeeded(workspace.apply());
    const [old] = await heldAs(kind, control, NAME);
    const { persona } = await worldOf(stage);
    await workspace.configure(client(role, linked(...(isLinked ? [persona] : []))));
    const planned = await workspace.run("plan", "-input=false");
    expect(planned.prose).toMatch(why);
    expect(planned.output).toMatch(/# forces replacement/);
    await succeeded(workspace.apply());
    const [made, ...others] = await heldAs(kind, control, NAME);
    expect(others).toEqual([]);
    expect(made?.id).not.toBe(old?.id);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("stays where it would be replaced by one with a persona that is not there", async () => {
    const { workspace, control } = await open(client("Member"));
    await succeeded(workspace.apply());
    const held = await heldAs(kind, control, NAME);
    await workspace.configure(client("Member", linked("default/nobody")));
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toMatch(/Refused to replace OAuth client.*default\/nobody/);
    expect(await heldAs(kind, control, NAME)).toEqual(held);
    await workspace.configure(client("Member"));
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("is made before the old one goes, with create_before_destroy, whose access tokens go on working", async () => {
    const lifecycle = "lifecycle { create_before_destroy = true }";
    const stage = await open(client("Member", lifecycle));
    const { workspace, control, tenant } = stage;
    await succeeded(workspace.apply());
    const bearer = await kind.bearerOf(tenant, await workspace.attributes(address));
    await control.clearRequests();
    await workspace.configure(client("Admin", lifecycle));
    await succeeded(workspace.apply());
    const sent = (await control.requests()).map(({ method, path }) => `${method} ${path}`);
    const made = sent.indexOf(`POST ${kind.collection}`);
    const deleted = sent.findIndex((one) => one.startsWith(`DELETE ${kind.collection}/`));
    expect(made).toBeGreaterThan(-1);
    expect(deleted).toBeGreaterThan(made);
    expect(await heldAs(kind, control, NAME)).toHaveLength(1);
    const statuses = [];
    for (const one of [bearer, await kind.bearerOf(tenant, await workspace.attributes(address))])
      statuses.push(await statusOf(stage, one));
    expect(statuses).toEqual([200, 200]);
  });

  it("is refused nothing while other roles, other personas and the period rotate it", async () => {
    const stage = await open("");
    const { workspace, control, tenant } = stage;
    const { persona, connection, readable } = await worldOf(stage);
    const rotating = (role: string, ...personas: readonly string[]): string =>
      client(
        role,
        linked(...personas),
        `rotation = { rotate_every_seconds = ${PERIOD}, overlap_seconds = ${DAY} }`,
      ) +
      `resource "atlan_connection_admin" "it" {
  connection_id = "${connection.guid}"
  usernames     = ${address}.active_usernames
}
`;
    await workspace.configure(rotating("Member", persona));
    await succeeded(workspace.apply());
    const bearer = async () => {
      // Undefined while Terraform writes the state.
      const attributes = await workspace.attributes(address).catch(() => undefined);
      return attributes && (await kind.bearerOf(tenant, attributes));
    };
    const use = useSecret({ tenant, bearer, connection, readable });
    const other = String((await control.state()).personas.at(-1)?.qualifiedName);
    for (const configuration of [
      rotating("Admin", persona),
      rotating("Admin", persona, other),
      rotating("Admin", persona, other),
    ]) {
      await use.between(() => control.advance(PERIOD));
      await workspace.configure(configuration);
      await succeeded(workspace.apply());
      await use.called();
      expect((await workspace.plan()).exitCode).toBe(0);
    }
    const { answered, failures } = await use.end();
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(0);
  });

  it("is rotated, and an access token of before works until it expires, not until its client goes", async () => {
    const rotation = (version: number): string =>
      client("Member", `rotation = { rotate_when_changed = { version = "${version}" } }`);
    const stage = await open(rotation(1));
    const { workspace, control, tenant } = stage;
    await succeeded(workspace.apply());
    const before = await workspace.attributes(address);
    await workspace.configure(rotation(2));
    await succeeded(workspace.apply());
    await control.advance(2 * DAY);
    const bearer = await kind.bearerOf(tenant, before);
    await succeeded(workspace.apply());
    expect(await heldAs(kind, control, NAME)).toHaveLength(1);
    await expect(kind.bearerOf(tenant, before)).rejects.toThrow("401");
    expect(await statusOf(stage, bearer)).toBe(200);
    await control.advance(Number(before.token_expiry_seconds));
    expect(await statusOf(stage, bearer)).toBe(401);
    const after = await kind.bearerOf(tenant, await workspace.attributes(address));
    expect(await statusOf(stage, after)).toBe(200);
  });
});

const statusOf = async ({ tenant }: Stage, bearer: string): Promise<number> =>
  (await askCurrentUser(tenant, bearer)).status;
