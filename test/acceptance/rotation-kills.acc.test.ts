// Terraform and the plugin killed at each step of a rotation: the secret that the state holds goes on working, and the next run
// either ends the rotation or names both tokens.
//
// ROTATION_KILLS=10 in the environment kills so many times at each step.
import { describe, expect, it } from "@jest/globals";
import type { LoggedRequest } from "../../src/tenant/index.js";
import { type Engine, engineInTurn } from "./harness/engines.js";
import { applyAndKill, type Moment } from "./harness/killed-apply.js";
import {
  DAY,
  PERIOD,
  rotatingStack,
  rotationSeed as seed,
  TOKEN,
} from "./harness/rotating-stack.js";
import { refusalsOf } from "./harness/secret-user.js";
import { type Stage, stages } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const TIMES = Number(process.env.ROTATION_KILLS ?? "1");
const OWN_TOKEN = "embedded tenant API key";

const SEARCH = { method: "POST", path: "indexsearch$" };
const MAKE = { method: "POST", path: "/apikeys$" };
const PROBE = { method: "GET", path: "typedefs$" };
const WRITE = { method: "POST", path: "entity/bulk$" };
const NAME = { method: "POST", path: "/apikeys/.+" };
const LIST = { method: "GET", path: "/apikeys$" };
const DELETE = { method: "DELETE", path: "/apikeys/.+" };

type Kind = typeof LIST;
type Log = readonly LoggedRequest[];

const indicesOf = (log: Log, { method, path }: Kind): readonly number[] =>
  [...log.keys()].filter(
    (at) => log[at]?.method === method && new RegExp(path).test(log[at]?.path ?? ""),
  );

const first = (kind: Kind) => (): Moment => ({ ...kind, skip: 0 });
/** Of those before the predecessor is renamed. */
const last =
  (kind: Kind) =>
  (log: Log): Moment => {
    const [firstName = 0] = indicesOf(log, NAME);
    return { ...kind, skip: indicesOf(log, kind).filter((index) => index < firstName).length - 1 };
  };

/** The list that shows what the last name was. */
const listAfterNames = (log: Log): Moment => {
  const lastName = indicesOf(log, NAME)[1] ?? 0;
  return { ...LIST, skip: indicesOf(log, LIST).filter((index) => index < lastName).length };
};

/** A step by the request with which it begins, given the requests of a rotation that is not killed. */
const STEPS: Readonly<Record<string, (log: Log) => Moment>> = {
  "while it asks what the token holds": first(SEARCH),
  "when it makes the successor": first(MAKE),
  "while the successor becomes ready": first(PROBE),
  "when it carries the first right": first(WRITE),
  "when it carries the last one": last(WRITE),
  "while it looks again": last(SEARCH),
  "when it renames the predecessor": first(NAME),
  "when it names the successor": () => ({ ...NAME, skip: 1 }),
  "when it looks whether that is so": listAfterNames,
  "when it deletes the predecessor": first(DELETE),
};

const VICTIMS = ["engine", "plugin"] as const;
const FATES = ["processed", "lost"] as const;

interface Row {
  readonly step: string;
  readonly victim: (typeof VICTIMS)[number];
  readonly fate: (typeof FATES)[number];
  readonly engine: Engine;
  readonly round: number;
}

/**
 * Each step with each victim. The request's fate changes from row to row, and from round to round; the engine too, but from one
 * step and one round to the second next only, so that four rounds are all that there is.
 */
const rows: readonly Row[] = Array.from({ length: TIMES }, (_, round) =>
  Object.keys(STEPS).flatMap((step, nth) =>
    VICTIMS.map((victim, other): Row => {
      const fate = FATES[(round + nth + other) % FATES.length] ?? "lost";
      const engine = engineInTurn(Math.floor(round / 2) + Math.floor(nth / 2) + other);
      return { step, victim, fate, engine, round: round + 1 };
    }),
  ),
).flat();

/** Then the successor has taken over, and no state knows of it. */
const isTakenOver = ({ step, fate }: Row): boolean =>
  step === "when it looks whether that is so" ||
  (step === "when it names the successor" && fate === "processed");

const token = ({ workspace }: Stage) => workspace.attributes(TOKEN);

async function tokensOf({ control }: Stage): Promise<readonly string[]> {
  const { tokens } = await control.state();
  return tokens.filter(({ displayName }) => displayName !== OWN_TOKEN).map(({ id }) => id);
}

async function refusals(stage: Stage): Promise<readonly string[]> {
  const [connection, readable] = (await stage.control.state()).connections;
  if (connection === undefined || readable === undefined) throw new Error("no connections");
  const { access_token: secret } = await token(stage);
  return await refusalsOf({ ...stage, connection, readable }, String(secret));
}

/** The state knows every token, and nothing is left to do. */
async function expectConverged(stage: Stage, count: number): Promise<void> {
  await succeeded(stage.workspace.apply("-lock=false"));
  const { id, retiring } = await token(stage);
  const known = [id, ...(retiring as readonly { id: string }[]).map((each) => each.id)];
  expect(known).toHaveLength(count);
  expect([...(await tokensOf(stage))].sort()).toEqual(known.sort());
  expect((await stage.workspace.plan("-lock=false")).exitCode).toBe(0);
}

/** Nothing is made, changed or deleted. */
async function expectBothNamed(stage: Stage): Promise<void> {
  const { tokens } = await stage.control.state();
  const applied = await stage.workspace.apply("-lock=false");
  expect(applied.exitCode).toBe(1);
  expect(applied.prose).toContain("Another API token has taken over");
  const ids = await tokensOf(stage);
  expect(ids).toHaveLength(2);
  for (const id of ids) expect(applied.prose).toContain(id);
  expect((await stage.control.state()).tokens).toEqual(tokens);
}

describe("a rotation that was killed", () => {
  const open = stages({ tenant: { seed, settings: { tokenReads: "granted" } } });
  let log: Log = [];

  /** Rotates in its next apply. */
  const due = async ({ binary }: Partial<Engine> = {}) => {
    const stage = await open("", binary === undefined ? {} : { binary });
    const { control, workspace } = stage;
    await workspace.configure(rotatingStack(await control.state()));
    await succeeded(workspace.apply());
    await control.advance(PERIOD);
    await control.clearRequests();
    return stage;
  };

  it("is not, for once: so many requests it takes", async () => {
    const { control, workspace } = await due();
    await succeeded(workspace.apply());
    log = await control.requests();
    expect(indicesOf(log, NAME)).toHaveLength(2);
  });

  it.each(rows)(
    "$step: the $victim, its request $fate, by $engine.name, time $round",
    async (row) => {
      const { step, victim, fate } = row;
      const stage = await due(row.engine);
      const isRetirement = step === "when it deletes the predecessor";
      if (isRetirement) {
        await succeeded(stage.workspace.apply());
        await stage.control.advance(DAY);
      }
      const { id } = await token(stage);
      const moment = STEPS[step]?.(log);
      if (moment === undefined) throw new Error(`no such step: ${step}`);

      const before = async () => expect(await refusals(stage)).toEqual([]);
      await applyAndKill(stage, { moment, victim, fate, before });
      expect(await token(stage)).toMatchObject({ id });
      expect(await refusals(stage)).toEqual([]);

      if (isTakenOver(row)) await expectBothNamed(stage);
      else await expectConverged(stage, isRetirement ? 1 : 2);
      expect(await refusals(stage)).toEqual([]);
    },
  );
});
