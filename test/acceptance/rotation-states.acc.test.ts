// States that do not know of a rotation: a restored copy and a second state. No successor is ever deleted, and the ways out work.

import { copyFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { Workspace } from "../../src/testing/index.js";
import { plays } from "./harness/plays.js";
import { DAY, PERIOD, rotationSeed as seed, TOKEN } from "./harness/rotating-stack.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const ROTATING = loader(
  'display_name = "loader"',
  `rotation = { rotate_every_seconds = ${PERIOD}, overlap_seconds = ${DAY} }`,
);
/** More than a token's age has to be for its absence to prove anything. */
const TEN_MINUTES = 600;

const token = ({ workspace }: Pick<Stage, "workspace">) => workspace.attributes(TOKEN);

const inState = ({ workspace }: Stage, name: string) => path.join(workspace.directory, name);
const keepCopy = (stage: Stage) =>
  copyFile(inState(stage, "terraform.tfstate"), inState(stage, "copy.tfstate"));
const restoreCopy = (stage: Stage) =>
  copyFile(inState(stage, "copy.tfstate"), inState(stage, "terraform.tfstate"));

/** Neither a plan nor an apply does anything but name both tokens. */
async function expectRefused(
  { control }: Stage,
  workspace: Workspace,
  ids: readonly unknown[],
): Promise<void> {
  const before = (await control.state()).tokens;
  for (const said of [await workspace.run("plan", "-detailed-exitcode"), await workspace.apply()]) {
    expect(said.exitCode).toBe(1);
    expect(said.prose).toContain("Another API token has taken over");
    for (const id of ids) expect(said.prose).toContain(id);
  }
  expect((await control.state()).tokens).toEqual(before);
}

describe.each(plays)("under $called", ({ binary, signIn }) => {
  const open = stages({ tenant: { seed }, binary, signIn });

  /** A copy of the state from before a rotation, and both tokens. */
  async function rotated(configuration = ROTATING) {
    const stage = await open(configuration);
    await succeeded(stage.workspace.apply());
    const old = await token(stage);
    await keepCopy(stage);
    await stage.control.advance(PERIOD);
    await succeeded(stage.workspace.apply());
    const successor = await token(stage);
    expect(successor.id).not.toBe(old.id);
    await stage.control.advance(TEN_MINUTES);
    return { stage, old, successor };
  }

  it("a restored copy goes on with the old token once the successor is deleted by hand", async () => {
    const { stage, old, successor } = await rotated();
    const { workspace, control } = stage;
    await restoreCopy(stage);
    await expectRefused(stage, workspace, [old.id, successor.id]);

    await control.api("DELETE", `/api/service/apikeys/${successor.id}`);
    await succeeded(workspace.apply());
    const now = await token(stage);
    expect([old.id, successor.id]).not.toContain(now.id);
    expect(now).toMatchObject({ display_name: "loader", retiring: [{ id: old.id }] });
    const names = (await control.state()).tokens.map(({ displayName }) => displayName);
    expect(names).toContain(`loader (retired, succeeded by ${now.client_id})`);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("a restored copy whose old token is deleted goes on with the successor, imported", async () => {
    const { stage, old, successor } = await rotated();
    const { workspace, control } = stage;
    await control.advance(DAY);
    await succeeded(workspace.apply());
    expect(await token(stage)).toMatchObject({ id: successor.id, retiring: [] });
    await control.advance(TEN_MINUTES);
    await restoreCopy(stage);
    await expectRefused(stage, workspace, [old.id, successor.id]);

    await succeeded(workspace.run("state", "rm", TOKEN));
    await succeeded(workspace.run("import", "-input=false", TOKEN, String(successor.id)));
    expect((await succeeded(workspace.apply())).output).toContain(
      "0 added, 1 changed, 0 destroyed",
    );
    expect(await token(stage)).toMatchObject({ id: successor.id });
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("a second state that has imported the token is told of its rotation by the first", async () => {
    const stage = await open(ROTATING);
    const { tenant, control, workspace } = stage;
    await succeeded(workspace.apply());
    const old = await token(stage);
    const configuration = loader('display_name = "loader"');
    const environment = { ...tenant.env() };
    const second = await Workspace.open({
      engine: binary,
      environment,
      configuration,
      reject: false,
    });
    try {
      await succeeded(second.run("import", "-input=false", TOKEN, String(old.id)));
      expect((await second.plan()).exitCode).toBe(0);
      await control.advance(PERIOD);
      await succeeded(workspace.apply());
      const successor = await token(stage);
      await expectRefused(stage, second, [old.id, successor.id]);
      expect((await workspace.plan()).exitCode).toBe(0);
    } finally {
      await second.close();
    }
  });

  it("a successor that was deleted by hand is replaced, and its predecessor deleted", async () => {
    const { stage, old, successor } = await rotated();
    const { workspace, control } = stage;
    await control.api("DELETE", `/api/service/apikeys/${successor.id}`);
    await control.advance(TEN_MINUTES);
    const planned = await workspace.run("plan", "-detailed-exitcode");
    expect(planned.output).toContain("1 to add, 0 to change, 1 to destroy");
    expect(planned.prose).toContain("its predecessor still works");
    await succeeded(workspace.apply());
    const ids = (await control.state()).tokens.map(({ id }) => id);
    expect(ids).not.toContain(old.id);
    expect(ids).toContain((await token(stage)).id);
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});
