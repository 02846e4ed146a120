// Terraform and the plugin killed at each step of a rotation: the old secret goes on working, and the next run ends it or names both tokens.
import { describe, expect, it } from "@jest/globals";
import { treeOf } from "../../scripts/demo/process-tree.js";
import type { LoggedRequest } from "../../src/tenant/index.js";
import { applyAndKill, type Moment } from "./harness/killed-apply.js";
import { PERIOD, rotatingStack, rotationSeed, TOKEN } from "./harness/rotating-stack.js";
import { type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const SEARCH = { method: "POST", path: "indexsearch$" };
const MAKE = { method: "POST", path: "/apikeys$" };
const PROBE = { method: "GET", path: "typedefs$" };
const WRITE = { method: "POST", path: "entity/bulk$" };
const NAME = { method: "POST", path: "/apikeys/.+" };
const LIST = { method: "GET", path: "/apikeys$" };

type Kind = typeof LIST;
type Log = readonly LoggedRequest[];

const indicesOf = (log: Log, { method, path }: Kind): readonly number[] =>
  [...log.keys()].filter(
    (at) => log[at]?.method === method && new RegExp(path).test(log[at]?.path ?? ""),
  );

/** @param index from the end where it is negative */
const nth =
  (kind: Kind, index: number) =>
  (log: Log): Moment => ({
    ...kind,
    skip: index < 0 ? indicesOf(log, kind).length + index : index,
  });

/** The list that shows what the last name was. */
const listAfterNames = (log: Log): Moment => {
  const lastName = indicesOf(log, NAME).at(-1) ?? 0;
  return { ...LIST, skip: indicesOf(log, LIST).filter((index) => index < lastName).length };
};

/** What happens then, and when that is, given the requests of a rotation that is not killed. */
const steps: readonly (readonly [string, (log: Log) => Moment])[] = [
  ["while it asks what the token holds", nth(SEARCH, 0)],
  ["when it makes the successor", nth(MAKE, 0)],
  ["while the successor becomes ready", nth(PROBE, 0)],
  ["when it carries the first right", nth(WRITE, 0)],
  ["when it carries the last one", nth(WRITE, -1)],
  ["while it looks again", nth(SEARCH, -1)],
  ["when it renames the old token", nth(NAME, 0)],
  ["when it names the new one", nth(NAME, 1)],
  ["when it looks whether that is so", listAfterNames],
];

const tokenOf = ({ workspace }: Stage) => workspace.attributes(TOKEN);

async function statusOf({ tenant }: Stage, secret: unknown): Promise<number> {
  const headers = { authorization: `Bearer ${secret}` };
  return (await fetch(`${tenant.baseUrl}/api/service/users/current`, { headers })).status;
}

/** All but the API key itself. */
const tokensOf = async ({ control }: Stage) =>
  (await control.state()).tokens.filter(({ displayName }) => displayName.startsWith("loader"));

const killPlugin = (pid: number) => {
  for (const member of treeOf(pid).filter((each) => each !== pid)) process.kill(member, "SIGKILL");
};

describe("a rotation that is killed", () => {
  const open = stages({ tenant: { seed: rotationSeed } });
  let log: Log = [];

  const ready = async () => {
    const stage = await open("");
    const { control, workspace } = stage;
    await workspace.configure(rotatingStack(await control.state()));
    await succeeded(workspace.apply());
    await control.advance(PERIOD);
    await control.forgetRequests();
    return stage;
  };

  it("is not, for once: so many requests it takes", async () => {
    const stage = await ready();
    await succeeded(stage.workspace.apply());
    log = await stage.control.requests();
    expect(indicesOf(log, NAME)).toHaveLength(2);
  });

  const killings = steps.flatMap(([name, moment]) => [
    [`${name}: Terraform and the plugin`, moment, undefined] as const,
    [`${name}: the plugin`, moment, killPlugin] as const,
  ]);

  it.each(killings)("%s", async (_name, momentIn, kill) => {
    const stage = await ready();
    const { workspace } = stage;
    const old = await tokenOf(stage);
    await applyAndKill(stage, momentIn(log), kill);
    expect(await statusOf(stage, old.access_token)).toBe(200);
    const next = await workspace.apply("-lock=false");
    expect(await statusOf(stage, old.access_token)).toBe(200);
    const tokens = await tokensOf(stage);
    if (next.exitCode === 0) {
      const { id, client_id } = await tokenOf(stage);
      expect(tokens).toMatchObject([
        { id: old.id, displayName: `loader (retired, succeeded by ${client_id})` },
        { id, displayName: "loader" },
      ]);
      expect((await workspace.plan("-lock=false")).exitCode).toBe(0);
    } else {
      expect(next.prose).toContain("Another API token has taken over");
      expect(tokens).toHaveLength(2);
      for (const { id } of tokens) expect(next.prose).toContain(id);
    }
  });
});
