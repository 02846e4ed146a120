// A tenant that never answers: every operation ends at its timeout, whatever it waits for, and names it.

import { describe, expect, it } from "@jest/globals";
import type { CommandResult } from "../../src/testing/index.js";
import { loader, type Stage, stages } from "./harness/stage.js";

const NEVER = { times: 99, do: { hang: true } } as const;
const currentUser = { match: { path: "users/current" }, ...NEVER };
const tokens = { match: { path: "/apikeys" }, ...NEVER };

/** The default, which would end each try if the operation did not: far from two seconds on the slowest machine. */
const REQUEST_TIMEOUT_MS = 60_000;

/** How long the plugin took for the longest call of this RPC, as it logs it itself: launches do not count. */
function longestMs({ stderr }: CommandResult, rpc: string): number {
  const calls = stderr.split("\n").filter((line) => line.includes(`tf_rpc=${rpc}`));
  const durations = calls.flatMap((line) => {
    const [, duration] = /tf_req_duration_ms=(\d+)/.exec(line) ?? [];
    return duration === undefined ? [] : [Number(duration)];
  });
  return Math.max(...durations);
}

const logged = { environment: { TF_LOG_PROVIDER: "trace" } };
const plan = ({ workspace }: Stage) => workspace.runWith(logged, "plan", "-input=false");
const apply = ({ workspace }: Stage) =>
  workspace.runWith(logged, "apply", "-input=false", "-auto-approve");

const made = loader('display_name = "loader"', 'timeouts { read = "2s" }');
const user = `data "atlan_current_user" "me" {
  timeouts { read = "2s" }
}
`;

describe("a timeout of two seconds ends", () => {
  const open = stages();

  it.each([
    ["who we are", currentUser],
    ["the token", tokens],
  ])("a read that asks %s", async (_name, hang) => {
    const stage = await open(made);
    expect(await stage.workspace.apply()).toMatchObject({ exitCode: 0 });
    await stage.control.addFaults(hang);
    const planned = await plan(stage);
    expect(planned.prose).toContain("Timed out after 2s while reading the API token");
    expect(longestMs(planned, "ReadResource")).toBeLessThan(REQUEST_TIMEOUT_MS);
  });

  it("a lookup", async () => {
    const stage = await open(user);
    await stage.control.addFaults(currentUser);
    const planned = await plan(stage);
    expect(planned.prose).toMatch(/Timed out after 2s while looking up the/);
    expect(longestMs(planned, "ReadDataSource")).toBeLessThan(REQUEST_TIMEOUT_MS);
  });

  it("a create that waits for who we are, without a token left behind", async () => {
    const stage = await open(loader('display_name = "loader"', 'timeouts { create = "2s" }'));
    await stage.control.addFaults(currentUser);
    const applied = await apply(stage);
    expect(applied.prose).toContain("Timed out after 2s while creating the API token");
    expect(longestMs(applied, "ApplyResourceChange")).toBeLessThan(REQUEST_TIMEOUT_MS);
    expect(await stage.control.tokensNamed("loader")).toEqual([]);
  });
});
