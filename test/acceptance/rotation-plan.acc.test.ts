// What makes a token rotate, with real engines: values that change, a leak, a lifetime, and values that are known late.
import { describe, expect, it } from "@jest/globals";
import { engines } from "./harness/engines.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const DAY = 86_400;
const TOKEN = "atlan_api_token.loader";

const rotating = (rotation: string, ...lines: readonly string[]): string =>
  loader('display_name = "loader"', `rotation = { ${rotation} }`, ...lines);

const token = ({ workspace }: Stage) => workspace.attributes(TOKEN);

const names = async ({ control }: Stage) =>
  (await control.state()).tokens
    .map(({ displayName }) => displayName)
    .filter((name) => name.startsWith("loader"));

describe.each(engines)("a token with `rotation`, under $name", ({ binary }) => {
  const open = stages({ binary });

  async function opened(configuration: string): Promise<Stage> {
    const stage = await open(configuration);
    await succeeded(stage.workspace.apply());
    return stage;
  }

  it("is rotated by a value that changes, as it was planned, and plans nothing after that", async () => {
    const stage = await opened(rotating('rotate_when_changed = { version = "1" }'));
    const { workspace } = stage;
    const old = await token(stage);
    await workspace.configure(rotating('rotate_when_changed = { version = "2" }'));
    const planned = await workspace.run("plan", "-detailed-exitcode", "-out=saved");
    expect(planned.output).toContain("0 to add, 1 to change, 0 to destroy");
    expect(planned.prose).toContain("because rotate_when_changed changes");
    await succeeded(workspace.run("apply", "-input=false", "saved"));
    const successor = await token(stage);
    expect(successor.id).not.toBe(old.id);
    expect(successor.active_ids).toEqual(expect.arrayContaining([old.id, successor.id]));
    expect(await names(stage)).toHaveLength(2);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("is revoked by a value that changes: nothing retires", async () => {
    const stage = await opened(rotating('revoke_when_changed = { leak = "none" }'));
    const old = await token(stage);
    await stage.workspace.configure(rotating('revoke_when_changed = { leak = "march" }'));
    await succeeded(stage.workspace.apply());
    const successor = await token(stage);
    expect(successor.id).not.toBe(old.id);
    expect(successor.retiring).toEqual([]);
    expect(await names(stage)).toEqual(["loader"]);
    expect((await stage.workspace.plan()).exitCode).toBe(0);
  });

  it("is not rotated when `rotation` is added or removed, and no request is sent", async () => {
    const plain = loader('display_name = "loader"', `validity_seconds = ${30 * DAY}`);
    const stage = await opened(plain);
    const { workspace, control } = stage;
    const { id } = await token(stage);
    const every = `rotate_every_seconds = ${7 * DAY}`;
    for (const configuration of [rotating(every, `validity_seconds = ${30 * DAY}`), plain]) {
      await workspace.configure(configuration);
      await control.advance(8 * DAY);
      await control.clearRequests();
      expect((await succeeded(workspace.apply())).output).toContain("1 changed, 0 destroyed");
      expect((await control.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
      expect((await workspace.plan()).exitCode).toBe(0);
    }
    expect((await token(stage)).id).toBe(id);
  });

  it("is rotated, and not replaced, by a lifetime that changes and when it has expired", async () => {
    const every = `rotate_every_seconds = ${6 * DAY}`;
    const stage = await opened(rotating(every, `validity_seconds = ${30 * DAY}`));
    const { workspace, control } = stage;
    const first = await token(stage);
    await workspace.configure(rotating(every, `validity_seconds = ${7 * DAY}`));
    expect((await succeeded(workspace.apply())).output).toContain(
      "0 added, 1 changed, 0 destroyed",
    );
    const second = await token(stage);
    expect(second).toMatchObject({ validity_seconds: 7 * DAY, retiring: [{ id: first.id }] });
    await control.advance(8 * DAY);
    expect((await succeeded(workspace.apply())).output).toContain(
      "0 added, 1 changed, 0 destroyed",
    );
    expect((await token(stage)).id).not.toBe(second.id);
  });

  it("holds a retirement by a longer overlap, and ends it by none", async () => {
    const withOverlap = (version: number, seconds: number) =>
      rotating(`rotate_when_changed = { version = "${version}" }, overlap_seconds = ${seconds}`);
    const stage = await opened(withOverlap(1, DAY));
    const { workspace, control } = stage;
    await workspace.configure(withOverlap(2, DAY));
    await succeeded(workspace.apply());
    await control.advance(2 * DAY);
    expect((await workspace.plan()).exitCode).toBe(2);
    await workspace.configure(withOverlap(2, 7 * DAY));
    await succeeded(workspace.apply());
    expect(await names(stage)).toHaveLength(2);
    expect((await workspace.plan()).exitCode).toBe(0);
    await workspace.configure(withOverlap(2, 0));
    await succeeded(workspace.apply());
    expect(await names(stage)).toEqual(["loader"]);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  describe("with a value that is known only during apply", () => {
    const late = (input: string) =>
      `resource "terraform_data" "version" { input = "${input}" }\n${rotating(
        "rotate_when_changed = { version = terraform_data.version.output }",
      )}`;

    it("is left alone where it turns out the same", async () => {
      const stage = await opened(late("1"));
      const before = await token(stage);
      const applied = await succeeded(stage.workspace.apply("-replace=terraform_data.version"));
      expect(applied.prose).toContain("Rotations wait for values that are not known");
      expect(await token(stage)).toEqual(before);
    });

    it("is left alone where it turns out another, and the next apply rotates", async () => {
      const stage = await opened(late("1"));
      const { workspace } = stage;
      const before = await token(stage);
      await workspace.configure(late("2"));
      const failed = await workspace.apply();
      expect(failed.exitCode).toBe(1);
      expect(failed.prose).toContain("Provider produced inconsistent final plan");
      expect(failed.prose).toContain("Rotations wait for values that are not known");
      expect(await token(stage)).toEqual(before);
      await succeeded(workspace.apply());
      expect((await token(stage)).id).not.toBe(before.id);
      expect((await workspace.plan()).exitCode).toBe(0);
    });
  });
});
