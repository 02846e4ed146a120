// A client that uses the secret of the state all the time, in real time, sees nothing of three rotations: no 401, no 403.
import { describe, expect, it } from "@jest/globals";
import { unkind } from "./conformance/profiles.js";
import { engines } from "./harness/engines.js";
import { PERIOD, rotatingStack, rotationSeed, TOKEN } from "./harness/rotating-stack.js";
import { secretInState, useSecret } from "./harness/secret-user.js";
import { stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

/** New tokens and rights work late, and tokens see only what they are given. */
const late = {
  tokenReads: "granted",
  tokenActivationMs: 500,
  freshTokenAnswersEmptyMs: 1_000,
  grantActivationMs: 1_500,
} as const;

const rotations = [
  ["in a kind tenant", {}],
  ["in an unkind one", unkind.settings],
  ["where new rights work late", { ...unkind.settings, ...late }],
] as const;

describe("a client that calls every 50 ms", () => {
  const open = stages({ tenant: { seed: rotationSeed, settings: { tokenReads: "granted" } } });

  it.each(engines)("is refused nothing during three rotations by $name", async ({ binary }) => {
    const { tenant, control, workspace } = await open("", { binary });
    const state = await control.state();
    const [connection, readable] = state.connections;
    if (connection === undefined || readable === undefined) throw new Error("no connections");
    await workspace.configure(rotatingStack(state));
    await succeeded(workspace.apply());
    const bearer = secretInState(workspace, TOKEN);
    const use = useSecret({ tenant, bearer, connection, readable });
    await use.called();
    for (const [, settings] of rotations) {
      await control.changeSettings(settings);
      await control.advance(PERIOD);
      expect((await succeeded(workspace.apply())).output).toContain("4 changed");
      await use.called();
    }
    const { answered, secrets, failures } = await use.end();
    expect(failures).toEqual([]);
    expect(secrets).toBe(1 + rotations.length);
    expect(answered).toBeGreaterThan(secrets);
  });
});
