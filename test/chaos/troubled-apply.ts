// One apply with what is to go wrong during it, and what of that struck.

import { setTimeout as sleep } from "node:timers/promises";
import type { RunningCommand } from "../../src/testing/index.js";
import type { TestControl } from "../tenant-control.js";
import type { Right } from "./rights.js";
import {
  type AimedFault,
  type Aims,
  aimFaults,
  type Struck,
  strikeAtMoment,
  struckFaults,
} from "./strike.js";
import { isFault, type Trouble } from "./trouble.js";

const TOO_MANY_REQUESTS = 429;
const NO_BLOCK = { requestsPerMinute: 0, rateLimitBlockMs: 0 } as const;

export interface TroubledApply {
  readonly troubles: readonly Trouble[];
  readonly aims: Aims;
  readonly control: TestControl;
  readonly start: () => RunningCommand;
  readonly finish: (engine: RunningCommand) => Promise<unknown>;
  /** Another stack's run, beside this one; gives the rights that it gave. */
  readonly anotherRun: () => Promise<readonly Right[]>;
}

export interface Outcome {
  readonly struck: readonly Trouble[];
  /** Rights that others gave meanwhile. */
  readonly given: readonly Right[];
  /** What the engine had started when a signal or a clock jump came. */
  readonly atMoments: readonly Struck[];
}

export async function applyUnderTrouble(apply: TroubledApply): Promise<Outcome> {
  const { troubles, control } = apply;
  const faults = aimFaults(troubles, apply.aims);
  const blocks = troubles.filter((one) => one.kind === "rate limit block");
  const others = troubles.filter(({ kind }) => kind === "another run");
  await control.clearRequests();
  if (faults.length > 0) await control.addFaults(...faults.map(({ fault }) => fault));
  for (const { settings } of blocks) await control.changeSettings(settings);
  const engine = apply.start();
  const strikes = troubles.map((trouble) => strikeAtMoment(trouble, engine, control));
  const givenByOthers = others.map(() => apply.anotherRun());
  await apply.finish(engine);
  const given = (await Promise.all(givenByOthers)).flat();
  const atMoments = (await Promise.all(strikes)).filter((one) => one !== undefined);
  const hits = struckFaults(faults, await control.faults());
  const isBlocked = (await control.requests()).some(({ status }) => status === TOO_MANY_REQUESTS);
  await control.clearFaults();
  await control.changeSettings(NO_BLOCK);
  await letCommit(hits);
  const met = new Set([...atMoments, ...hits].map(({ trouble }) => trouble));
  const struck = [...met, ...(isBlocked ? blocks : []), ...others];
  return { struck, given: [...hits.flatMap(({ gives }) => gives), ...given], atMoments };
}

/** A request that is processed late may be processed after the run that sent it. */
async function letCommit(struck: readonly AimedFault[]): Promise<void> {
  const delays = struck.flatMap(({ trouble }) => {
    if (!isFault(trouble)) return [];
    const { effect } = trouble;
    if ("delayMs" in effect) return [effect.delayMs];
    return "commitAfterMs" in effect ? [effect.commitAfterMs] : [];
  });
  await sleep(Math.max(0, ...delays));
}
