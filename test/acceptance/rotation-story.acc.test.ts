// A token's life under rotation, with real engines and the tenant's clock: made, rotated with its grants, retired.

import { describe, expect, it } from "@jest/globals";
import { askCurrentUser } from "../program-calls.js";
import { plays } from "./harness/plays.js";
import {
  DAY,
  PERIOD,
  rotatingStack,
  rotationSeed as seed,
  TOKEN,
} from "./harness/rotating-stack.js";
import { type Stage, stages, stoppedClock } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const token = ({ workspace }: Stage) => workspace.attributes(TOKEN);

const statusOf = async ({ tenant }: Stage, secret: unknown): Promise<number> =>
  (await askCurrentUser(tenant, secret)).status;

async function holders({ control }: Stage) {
  const { tokens, connections, collections } = await control.state();
  return {
    admins: connections[0]?.adminUsers,
    viewers: collections[0]?.viewerUsers,
    linked: tokens.filter((each) => each.personaQualifiedNames.length > 0).map(({ id }) => id),
  };
}

const holding = (...tokens: readonly Record<string, unknown>[]) => ({
  admins: ["amira", ...tokens.map(({ username }) => username)],
  viewers: tokens.map(({ username }) => username),
  linked: tokens.map(({ id }) => id),
});

describe.each(plays)("a token that rotates, under $called", ({ binary, signIn }) => {
  const open = stages({ tenant: { seed, clock: stoppedClock() } });

  it("keeps every right, works with both secrets until the old one retires, and plans nothing in between", async () => {
    const stage = await open("", { binary, signIn });
    const { control, workspace } = stage;
    await workspace.configure(rotatingStack(await control.state()));
    await succeeded(workspace.apply());
    const old = await token(stage);
    expect((await workspace.plan()).exitCode).toBe(0);

    await control.advance(PERIOD);
    await control.clearRequests();
    const rotated = await succeeded(workspace.apply());
    expect(rotated.output).toContain("0 added, 4 changed, 0 destroyed");
    expect(rotated.prose).not.toContain("existed already");
    const successor = await token(stage);
    expect(successor.id).not.toBe(old.id);
    expect(await holders(stage)).toEqual(holding(old, successor));
    const writes = (await control.requests()).filter(({ path }) => path.includes("entity/bulk"));
    expect(writes).toHaveLength(2);
    const { outputs } = await workspace.state();
    expect(outputs.secret?.value).toBe(successor.access_token);
    const secrets = [old.access_token, successor.access_token];
    expect(await Promise.all(secrets.map((secret) => statusOf(stage, secret)))).toEqual([200, 200]);
    expect((await workspace.plan()).exitCode).toBe(0);

    await control.advance(DAY - 60);
    expect((await workspace.plan()).exitCode).toBe(0);
    await control.advance(120);
    await succeeded(workspace.apply());
    expect(await Promise.all(secrets.map((secret) => statusOf(stage, secret)))).toEqual([401, 200]);
    expect(await holders(stage)).toEqual(holding(successor));
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});
