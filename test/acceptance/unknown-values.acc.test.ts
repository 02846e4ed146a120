// Values that are not known while Terraform plans: nothing is taken away for them, and what can be changed in place is.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { TenantSnapshot } from "../../src/tenant/index.js";
import { engines } from "./harness/engines.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const seed = {
  users: [{ username: "amira", admin: true }, { username: "tomas" }],
  personas: [{ name: "Loaders" }, { name: "Readers" }],
  connections: ["development", "production"].map((name) => ({
    name,
    connectorName: "snowflake",
    adminUsers: ["amira"],
  })),
  tokens: [{ displayName: "loader" }],
};

const MODULE = `terraform {
  required_providers {
    atlan = { source = "npm.internal/cdktf-provider-atlan/atlan" }
  }
}
variable "connection" { type = string }
variable "persona" { type = string }
data "atlan_connection" "it" {
  name           = var.connection
  connector_name = "snowflake"
}
data "atlan_persona" "it" { name = var.persona }
data "atlan_api_token" "it" { display_name = "loader" }
resource "atlan_connection_admin" "it" {
  connection_id = data.atlan_connection.it.id
  usernames     = ["tomas"]
}
resource "atlan_token_persona_binding" "it" {
  persona_qualified_name = data.atlan_persona.it.qualified_name
  token_ids              = data.atlan_api_token.it.active_ids
}
`;

interface Call {
  /** Another one is a change of what the module depends on. */
  readonly release: number;
  readonly connection?: string;
  readonly persona?: string;
}

const call = ({ release, connection = "development", persona = "Loaders" }: Call): string => `
resource "terraform_data" "base" { input = ${release} }
module "access" {
  source     = "./access"
  depends_on = [terraform_data.base]
  connection = "${connection}"
  persona    = "${persona}"
}
`;

const hasAdmin = ({ connections }: TenantSnapshot, name: string): boolean =>
  connections.some((it) => it.name === name && it.adminUsers?.includes("tomas"));

function hasPersona({ tokens, personas }: TenantSnapshot, name: string): boolean {
  const persona = personas.find((it) => it.name === name)?.qualifiedName ?? "";
  return tokens.some(
    (it) => it.displayName === "loader" && it.personaQualifiedNames.includes(persona),
  );
}

/** Waits for the work, and looks all the time whether both rights hold somewhere. */
async function neverAbsent<T>({ control }: Stage, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const state = await control.state();
    expect(hasAdmin(state, "development") || hasAdmin(state, "production")).toBe(true);
    expect(hasPersona(state, "Loaders") || hasPersona(state, "Readers")).toBe(true);
  }
  return await done;
}

describe.each(engines)("a module that depends on what changes, with $name", ({ binary }) => {
  const openStage = stages();
  const open = async (): Promise<Stage> => {
    const stage = await openStage("", { binary, tenant: { seed } });
    const folder = path.join(stage.workspace.directory, "access");
    await mkdir(folder);
    await writeFile(path.join(folder, "main.tf"), MODULE);
    await stage.workspace.configure(call({ release: 1 }));
    await succeeded(stage.workspace.run("init", "-input=false"));
    await succeeded(stage.workspace.apply());
    await stage.control.clearRequests();
    return stage;
  };
  const writes = async ({ control }: Stage) =>
    (await control.requests())
      .filter(({ method, path: to }) => method !== "GET" && !to.includes("indexsearch"))
      .map(({ method, path: to }) => `${method} ${to}`);

  it("keeps its rights without a write and without a person when the lookups find the same", async () => {
    const stage = await open();
    const { workspace } = stage;
    await workspace.configure(call({ release: 2 }));
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.output).toContain("0 to add, 3 to change, 0 to destroy");
    expect(planned.output).not.toContain("forces replacement");
    const alone = { environment: { ATLAN_USER_BEARER_TOKEN: "" } };
    const applying = workspace.runWith(alone, "apply", "-input=false", "-auto-approve");
    await succeeded(neverAbsent(stage, applying));
    expect(await writes(stage)).toEqual([]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("has its rights moved, and at no moment nowhere, when the lookups find others", async () => {
    const stage = await open();
    const { workspace, control } = stage;
    const moved = { connection: "production", persona: "Readers" };
    await workspace.configure(call({ release: 2, ...moved }));
    const applied = await succeeded(neverAbsent(stage, workspace.apply()));
    expect(applied.output).toContain("0 added, 3 changed, 0 destroyed");
    expect(await writes(stage)).toHaveLength(4);
    const state = await control.state();
    expect(hasAdmin(state, "development") || hasPersona(state, "Loaders")).toBe(false);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("keeps its rights where they were when one half of the move fails, and moves with the next apply", async () => {
    const stage = await open();
    const { workspace, control } = stage;
    const moved = { connection: "production", persona: "Readers" };
    await workspace.configure(call({ release: 2, ...moved }));
    const body = { code: 1000, message: "not on Sundays" };
    for (const skip of [0, 1]) {
      await control.addFaults(
        { match: { method: "POST", path: "entity/bulk" }, skip, do: { status: 400, body } },
        { match: { method: "POST", path: "apikeys/.+" }, skip, do: { status: 400, body } },
      );
      const failed = await neverAbsent(stage, workspace.apply());
      expect(failed.exitCode).toBe(1);
      expect(failed.prose.match(/Error: /g)).toHaveLength(2);
      expect(failed.prose).toContain("not on Sundays");
      expect(/Warning: The connection admin stays on/.test(failed.prose)).toBe(skip === 1);
      const state = await control.state();
      expect(hasAdmin(state, "production") || hasPersona(state, "Readers")).toBe(false);
      expect((await workspace.run("plan", "-detailed-exitcode")).output).toContain(
        "0 to add, 2 to change, 0 to destroy",
      );
    }
    await succeeded(neverAbsent(stage, workspace.apply()));
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});

describe.each(engines)("a lifetime that is not known before apply, with $name", ({ binary }) => {
  const open = stages();
  const configuration = (seconds: number, release: number) => `
resource "terraform_data" "lifetime" {
  input            = ${seconds}
  triggers_replace = ${release}
}
${loader('display_name = "robot"', "validity_seconds = terraform_data.lifetime.output")}`;

  it("leaves the token alone when it turns out the same", async () => {
    const { workspace, control } = await open(configuration(86_400, 1), { binary });
    await succeeded(workspace.apply());
    const before = await control.tokensNamed("robot");
    await workspace.configure(configuration(86_400, 2));
    await control.clearRequests();
    const applied = await succeeded(workspace.apply());
    expect(applied.output).not.toContain("forces replacement");
    expect(await control.tokensNamed("robot")).toEqual(before);
    expect((await control.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("fails when it turns out different, and is replaced by the next apply", async () => {
    const { workspace, control } = await open(configuration(86_400, 1), { binary });
    await succeeded(workspace.apply());
    const before = await control.tokensNamed("robot");
    await workspace.configure(configuration(172_800, 2));
    const failed = await workspace.apply();
    expect(failed.exitCode).toBe(1);
    expect(failed.prose).toMatch(
      /Error: Cannot replace API token in this run.*from 86400 to 172800.*Apply again, without -refresh=false/,
    );
    expect(failed.prose.match(/Error: /g)).toHaveLength(1);
    expect(await control.tokensNamed("robot")).toEqual(before);
    const replaced = await succeeded(workspace.apply());
    expect(replaced.output).toContain("1 added, 0 changed, 1 destroyed");
    expect(await control.tokensNamed("robot")).toMatchObject([{ validitySeconds: 172_800 }]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("is replaced where it is known to differ, also when the new token is made first", async () => {
    const rule = "lifecycle { create_before_destroy = true }";
    const lifetime = (seconds: number) =>
      loader('display_name = "robot"', `validity_seconds = ${seconds}`, rule);
    const { workspace, control } = await open(lifetime(86_400), { binary });
    await succeeded(workspace.apply());
    await workspace.configure(lifetime(172_800));
    await succeeded(workspace.run("plan", "-input=false", "-out=saved"));
    const applied = await succeeded(workspace.run("apply", "-input=false", "saved"));
    expect(applied.output).toContain("1 added, 0 changed, 1 destroyed");
    expect(await control.tokensNamed("robot")).toMatchObject([{ validitySeconds: 172_800 }]);
  });

  it("is not replaced by a plan that reads nothing", async () => {
    const lifetime = (seconds: number) =>
      loader('display_name = "robot"', `validity_seconds = ${seconds}`);
    const { workspace, control } = await open(lifetime(86_400), { binary });
    await succeeded(workspace.apply());
    await workspace.configure(lifetime(172_800));
    const blind = await workspace.run("plan", "-detailed-exitcode", "-refresh=false");
    expect(blind.exitCode).toBe(1);
    expect(blind.prose).toMatch(/Cannot replace API token in this run.*-refresh=false/);
    expect(await control.tokensNamed("robot")).toHaveLength(1);
    const replacing = "-replace=atlan_api_token.loader";
    const replaced = await succeeded(workspace.apply(replacing));
    expect(replaced.output).toContain("1 added, 0 changed, 1 destroyed");
    // What Terraform itself replaces, it may replace unread.
    const again = await succeeded(workspace.apply(replacing, "-refresh=false"));
    expect(again.output).toContain("1 added, 0 changed, 1 destroyed");
  });
});

describe.each(engines)("grants to the tokens of a count, with $name", ({ binary }) => {
  const open = stages();
  const counted = (count: number, guid: string, persona: string) => `
resource "atlan_api_token" "robot" {
  count        = ${count}
  display_name = "robot \${count.index}"
}
resource "atlan_connection_admin" "it" {
  connection_id = "${guid}"
  usernames     = flatten(atlan_api_token.robot[*].active_usernames)
}
resource "atlan_token_persona_binding" "it" {
  persona_qualified_name = "${persona}"
  token_ids              = flatten(atlan_api_token.robot[*].active_ids)
}
`;

  it("hold nobody while there is none, without a request, and follow", async () => {
    const { workspace, control } = await open("", { binary, tenant: { seed } });
    const { connections, personas } = await control.state();
    const [guid = "", persona = ""] = [connections[0]?.guid, personas[0]?.qualifiedName];
    await workspace.configure(counted(0, guid, persona));
    const applied = await succeeded(workspace.apply());
    expect(applied.output).toContain("2 added");
    expect((await workspace.plan()).exitCode).toBe(0);
    expect(await control.requests()).toEqual([]);
    for (const count of [2, 0]) {
      await workspace.configure(counted(count, guid, persona));
      await succeeded(workspace.apply());
      const { connections: now, tokens } = await control.state();
      expect(now[0]?.adminUsers).toHaveLength(1 + count);
      expect(tokens.filter((it) => it.personaQualifiedNames.includes(persona))).toHaveLength(count);
      expect((await workspace.plan()).exitCode).toBe(0);
    }
  });

  it("are refused where the set is written empty", async () => {
    const { workspace } = await open(
      counted(0, "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01", "default/x").replaceAll(
        /= flatten\(.*\)/g,
        "= []",
      ),
      { binary },
    );
    const validated = await workspace.run("validate");
    expect(validated.prose.match(/must have at least one element, got none/g)).toHaveLength(2);
  });
});
