// Terraform and the plugin killed during a create, at any moment: the next apply leaves one principal of that name.
import { describe, expect, it } from "@jest/globals";
import { engines } from "./harness/engines.js";
import { applyAndKill, type Moment } from "./harness/killed-apply.js";
import { declared, heldAs, type PrincipalKind, principalKinds } from "./harness/principal-kinds.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { survivorsOf } from "./harness/survivors.js";

const NAME = "warehouse robot";
const CURRENT_USER = { method: "GET", path: "users/current$" };
const TYPEDEFS = { method: "GET", path: "typedefs$" };
const LISTS = { method: "GET", path: "/apikeys$" };
const moments: readonly [string, (kind: PrincipalKind) => Moment][] = [
  ["before the first request", ({ list }) => ({ ...list, skip: 0 })],
  ["at the POST", ({ create }) => ({ ...create, skip: 0 })],
  ["while it waits until the new one is ready", () => ({ ...CURRENT_USER, skip: 1 })],
  ["when it has seen that the new one is ready", () => ({ ...TYPEDEFS, skip: 1 })],
];

const each = engines.flatMap(({ name, binary }) =>
  principalKinds.map((kind) => ({ name, binary, noun: kind.noun, kind })),
);

/** How many lists a create asks for before its last write. */
async function listsBeforeLastWrite(
  { control, workspace }: Stage,
  { list, finish }: PrincipalKind,
): Promise<number> {
  await workspace.apply();
  const sent = await control.requests();
  const before = sent.slice(
    0,
    sent.findLastIndex(({ method }) => method === finish.method),
  );
  const isList = ({ method, path }: (typeof sent)[number]) =>
    method === list.method && new RegExp(list.path).test(path);
  return before.filter(isList).length;
}

describe.each(each)("a create of an $noun by $name that was killed", ({ binary, kind }) => {
  const open = stages({ binary });
  const configuration = declared(kind, `display_name = "${NAME}"`);

  it.each(moments)("%s leaves one after the next one", async (_name, momentOf) => {
    const stage = await open(configuration);
    const { control, workspace } = stage;
    await applyAndKill(stage, { moment: momentOf(kind) });
    await control.advance(7200);
    expect(await workspace.apply("-lock=false")).toMatchObject({ exitCode: 0 });
    expect(await heldAs(kind, control, NAME)).toHaveLength(1);
    expect((await workspace.plan("-lock=false")).exitCode).toBe(0);
  });

  it("after our last write, warns of the leftover by its GUID, and says how to purge it", async () => {
    const skip = await listsBeforeLastWrite(await open(configuration), kind);
    const stage = await open(configuration);
    const { control, workspace } = stage;
    await applyAndKill(stage, { moment: { ...kind.list, skip } });
    const [leftover] = await heldAs(kind, control, NAME);
    await control.advance(7200);
    const applied = await workspace.apply("-lock=false");
    expect(applied.prose).toContain(`${kind.noun} name exists already: ${leftover?.id}`);
    expect(applied.prose).toContain(kind.deletion);
    expect(await heldAs(kind, control, NAME)).toHaveLength(2);
  });
});

describe.each(engines)("an apply by $name that was killed", ({ binary }) => {
  const open = stages({ binary });

  it("leaves no plugin behind, even when only the engine is killed", async () => {
    const stage = await open(loader(`display_name = "${NAME}"`));
    const moment = { ...LISTS, skip: 0 };
    const plugins = await applyAndKill(stage, { moment, victim: "engine" });
    expect(plugins).not.toEqual([]);
    expect(await survivorsOf(plugins)).toEqual([]);
  });
});
