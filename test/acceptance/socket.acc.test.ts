// What an engine that was killed leaves in the folder of temporary files: no socket, whoever dies with it.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { treeOf } from "../../scripts/process-tree.js";
import { HELD_UP } from "../tenant-control.js";
import { until } from "../until.js";
import { engines } from "./harness/engines.js";
import { loader, type Stage, stages } from "./harness/stage.js";
import { running } from "./harness/survivors.js";

const ROUNDS = 10 / engines.length;
const READS_HELD_UP = { match: { method: "GET" }, times: 99, do: HELD_UP };

/** Kills the engine when the tenant has been asked, and waits until all that it had started has ended. */
async function planAndKill(
  { control, workspace }: Stage,
  temporary: string,
  kill: (pid: number) => void,
): Promise<void> {
  await control.clearRequests();
  const environment = { TMPDIR: temporary };
  const args = ["apply", "-input=false", "-auto-approve", "-lock=false"];
  const { pid, ended } = workspace.start({ ownGroup: true, environment }, ...args);
  await until(async () => (await control.requests()).length > 0);
  const family = treeOf(pid);
  expect(family.length).toBeGreaterThan(1);
  kill(pid);
  await ended;
  await until(() => running(family).length === 0);
}

const open = stages();

const victims = [
  { struck: "alone is", kill: (pid: number) => process.kill(pid, "SIGKILL") },
  { struck: "and the plugin are", kill: (pid: number) => process.kill(-pid, "SIGKILL") },
];
const rows = engines.flatMap((engine) => victims.map((victim) => ({ ...engine, ...victim })));

it.each(rows)(
  `no socket stays when $name $struck killed, in ${ROUNDS} of ${ROUNDS} times`,
  async ({ binary, kill }) => {
    const stage = await open(loader('display_name = "loader"'), { binary });
    await stage.control.addFaults(READS_HELD_UP);
    const temporary = await mkdtemp(path.join(tmpdir(), "socket-"));
    for (let round = 1; round <= ROUNDS; round++) {
      await planAndKill(stage, temporary, kill);
      const left = await readdir(temporary);
      expect(left.filter((name) => name.endsWith(".sock"))).toEqual([]);
    }
    await rm(temporary, { recursive: true });
  },
);
