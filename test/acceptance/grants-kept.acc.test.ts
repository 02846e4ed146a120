// What the state keeps of grants when a run is interrupted, blind, or fails half-way, under real Terraform.
import { describe, expect, it } from "@jest/globals";
import { inTurn } from "./harness/engines.js";
import {
  block,
  grantTenant,
  type Kind,
  kinds,
  type World,
  worldOf,
} from "./harness/grant-kinds.js";
import { interruptedApply } from "./harness/interrupted.js";
import { type Stage, stages, stoppedClock } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const isBinding = ({ type }: Kind) => type === "atlan_token_persona_binding";
const writesOf = (kind: Kind) => ({
  method: "POST",
  path: isBinding(kind) ? "^/api/service/apikeys/.+" : "^/api/meta/entity/bulk$",
});

async function isSent({ control }: Stage, kind: Kind): Promise<boolean> {
  const { method, path } = writesOf(kind);
  const requests = await control.requests();
  return requests.some((it) => it.method === method && new RegExp(path).test(it.path));
}

const principalsOf = (kind: Kind, world: World) => kind.principals(world).slice(1);

/** The principals in the state; undefined when the grant is not in it. */
async function kept({ workspace }: Stage, kind: Kind, world: World): Promise<unknown> {
  const [attribute] = kind.principals(world);
  const { stdout } = await succeeded(workspace.run("state", "pull"));
  const { resources = [] } = stdout === "" ? {} : JSON.parse(stdout);
  const found = resources.filter((it: { type: string }) => it.type === kind.type);
  return found[0]?.instances[0]?.attributes[attribute];
}

describe.each(inTurn(kinds))("$type, by $engine.name", ({ engine, ...kind }) => {
  const open = stages(engine);

  it("stays in the state when its destroy is interrupted while the write is under way", async () => {
    const stage = await open("", { tenant: grantTenant });
    const world = await worldOf(stage);
    const [one = ""] = principalsOf(kind, world);
    await stage.workspace.configure(block(kind, world, [one]));
    await succeeded(stage.workspace.apply());
    await stage.control.clearRequests();
    await stage.control.addFaults({ match: writesOf(kind), do: { hang: true } });
    const said = await interruptedApply(stage, () => isSent(stage, kind), "-destroy");
    expect(said).toMatch(/Error: .*was written, but not checked.*stays in the state/);
    expect(await kept(stage, kind, world)).toEqual([one]);
    expect((await stage.workspace.run("plan", "-detailed-exitcode", "-destroy")).output).toContain(
      "1 to destroy",
    );
    await succeeded(stage.workspace.destroy());
  });

  it("keeps the name that an interrupted update was taking away", async () => {
    const stage = await open("", { tenant: grantTenant });
    const world = await worldOf(stage);
    const [one = "", other = ""] = principalsOf(kind, world);
    await stage.workspace.configure(block(kind, world, [one, other]));
    await succeeded(stage.workspace.apply());
    await stage.workspace.configure(block(kind, world, [one]));
    await stage.control.clearRequests();
    await stage.control.addFaults({ match: writesOf(kind), do: { hang: true } });
    const said = await interruptedApply(stage, () => isSent(stage, kind));
    expect(said).toContain("stays in the state until the tenant no longer shows it");
    expect(await kept(stage, kind, world)).toEqual(expect.arrayContaining([one, other]));
    await succeeded(stage.workspace.apply());
    expect(await kept(stage, kind, world)).toEqual([one]);
  });

  it("keeps what holds when its address is renamed and a name is added that cannot be given", async () => {
    const stage = await open("", { tenant: grantTenant });
    const world = await worldOf(stage);
    const [one = ""] = principalsOf(kind, world);
    const wrong = isBinding(kind) ? "00000000-0000-4000-8000-000000000000" : "tmoas";
    await stage.workspace.configure(block(kind, world, [one], "before"));
    await succeeded(stage.workspace.apply());
    await stage.workspace.configure(block(kind, world, [one, wrong], "after"));
    expect(await stage.workspace.apply()).toMatchObject({ exitCode: 1 });
    await stage.workspace.configure(block(kind, world, [one], "after"));
    await succeeded(stage.workspace.apply());
    expect(await kept(stage, kind, world)).toEqual([one]);
    await succeeded(stage.workspace.destroy());
    const left = JSON.stringify(await worldOf(stage));
    expect(isBinding(kind) || !left.includes('"adminUsers":["amira","tomas"')).toBe(true);
  });
});

describe("grants on a minute-old token that the list does not show", () => {
  const open = stages();

  it("stay in the state, with an error, in a refresh and after an import", async () => {
    const stage = await open("", { tenant: { ...grantTenant, clock: stoppedClock() } });
    const { workspace, control } = stage;
    const world = await worldOf(stage);
    const { id, username = "" } = { ...world.loader, ...(await control.tokensNamed("loader"))[0] };
    const grants = kinds.map((kind) => block(kind, world, [isBinding(kind) ? id : username]));
    await workspace.configure(grants.join(""));
    await succeeded(workspace.apply());
    await control.api("DELETE", `/api/service/apikeys/${id}`);
    const refreshed = await workspace.apply("-refresh-only");
    expect(refreshed.exitCode).toBe(1);
    expect(refreshed.prose.match(/Cannot tell whether the API token still exists/g)).toHaveLength(
      kinds.length,
    );
    expect((await workspace.state()).resources).toHaveLength(kinds.length);
    await control.advance(600);
    await succeeded(workspace.apply("-refresh-only"));
    expect((await workspace.state()).resources).toEqual([]);
  });
});
