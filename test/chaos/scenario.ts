// One round before it is played: everything that its seed decides.
import { drawChange } from "./draw-change.js";
import { drawGraph } from "./draw-graph.js";
import { drawTroubles } from "./draw-trouble.js";
import { EMPTY, type Graph } from "./graph.js";
import { drawProfile, type Profile } from "./profile.js";
import { Random } from "./random.js";
import type { Trouble } from "./trouble.js";

export interface Scenario {
  readonly seed: number;
  readonly profile: Profile;
  /** What is applied first, without trouble; it may be empty. */
  readonly before: Graph;
  /** How much of the tenant's time passes after each apply of it: it is applied once more before each but the last. */
  readonly earlierSeconds: readonly number[];
  readonly edits: readonly string[];
  /** What is applied under trouble, and once more without. */
  readonly after: Graph;
  /** A token that the troubled apply is told to replace, by its address's name. */
  readonly replace: string | undefined;
  /** Of one apply after the other: in some rounds the second attempt meets trouble, too. */
  readonly troubles: readonly (readonly Trouble[])[];
  /** How much of the tenant's time passes before the apply without trouble. */
  readonly laterSeconds: number;
}

/**
 * After the first, a claim of a create that may take ten minutes is still in date, but every absence can be proven. After
 * the second, every claim is stale and a token of one hour has expired.
 */
const LATER_SECONDS = [6 * 60, 2 * 3_600, 2 * 3_600] as const;

/** Secrets are rotated by time before the change, and predecessors are due in it. */
const EARLIER_SECONDS = [[0], [0], [2 * 3_600], [2 * 3_600, 6 * 60], [2 * 3_600, 0]] as const;

type Change = Pick<Scenario, "before" | "edits" | "after">;

/** @param knowsEphemeral whether the engine can make tokens for one run */
export function drawScenario(seed: number, knowsEphemeral = true): Scenario {
  const random = new Random(seed);
  const drawn = drawProfile(random);
  const profile = { ...drawn, hasRunToken: drawn.hasRunToken && knowsEphemeral };
  const change = drawChanges(random);
  const kept = change.after.tokens.filter(({ name }) =>
    change.before.tokens.some((one) => one.name === name),
  );
  const replace = kept.length > 0 && random.chance(0.15) ? random.pick(kept).name : undefined;
  const troubles = [drawTroubles(random, change)];
  if (random.chance(0.25)) troubles.push(drawTroubles(random, change));
  const laterSeconds = random.pick(LATER_SECONDS);
  const earlierSeconds = random.pick(EARLIER_SECONDS);
  return { seed, profile, ...change, earlierSeconds, replace, troubles, laterSeconds };
}

const drawChanges = (random: Random): Change =>
  random.weighted<() => Change>([
    [3, () => ({ before: EMPTY, edits: ["create all"], after: drawGraph(random) })],
    [1, () => ({ before: drawGraph(random), edits: ["destroy all"], after: EMPTY })],
    [
      6,
      () => {
        const before = drawGraph(random);
        const { edits, graph } = drawChange(random, before);
        return { before, edits, after: graph };
      },
    ],
  ])();
