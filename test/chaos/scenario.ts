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
  readonly edits: readonly string[];
  /** What is applied under trouble, and once more without. */
  readonly after: Graph;
  /** A token that the troubled apply is told to replace, by its address's name. */
  readonly replace: string | undefined;
  readonly troubles: readonly Trouble[];
}

type Change = Pick<Scenario, "before" | "edits" | "after">;

export function drawScenario(seed: number): Scenario {
  const random = new Random(seed);
  const profile = drawProfile(random);
  const change = drawChanges(random);
  const kept = change.after.tokens.filter(({ name }) =>
    change.before.tokens.some((one) => one.name === name),
  );
  const replace = kept.length > 0 && random.chance(0.15) ? random.pick(kept).name : undefined;
  return { seed, profile, ...change, replace, troubles: drawTroubles(random, change) };
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
