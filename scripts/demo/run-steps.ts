// Runs the steps in order, stops at the first that does not do what it says, and tells about each.
import type { Fact, Stage, Step, StepOutcome } from "./step.js";
import { masked } from "./transcript.js";

export interface Teller {
  readonly begin: (step: Step) => void;
  readonly end: (outcome: StepOutcome) => void;
}

interface Attempt {
  readonly facts: readonly Fact[];
  readonly problem: string;
}

const NOT_RUN = { facts: [], state: "not run", durationMs: 0, details: "" } as const;

async function attempt(step: Step, stage: Stage): Promise<Attempt> {
  try {
    return { facts: await step.run(stage), problem: "" };
  } catch (error) {
    stage.signal.throwIfAborted();
    return { facts: [], problem: error instanceof Error ? error.message : String(error) };
  }
}

async function runStep(step: Step, stage: Stage): Promise<StepOutcome> {
  const { title } = step;
  const startMs = performance.now();
  const { facts, problem } = await attempt(step, stage);
  const durationMs = performance.now() - startMs;
  const isOk = problem === "" && facts.every(({ expected, seen }) => expected === seen);
  if (isOk) return { title, facts, durationMs, state: "ok", details: "" };
  const story = `${stage.transcript.step}\n${problem}`.trim();
  const details = masked(story, await stage.tenant.control.secrets());
  return { title, facts, durationMs, state: "FAILED", details };
}

/** A later step builds on the earlier ones, so none runs after a failure. */
export async function runSteps(
  steps: readonly Step[],
  stage: Stage,
  teller: Teller,
): Promise<readonly StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  for (const step of steps) {
    if (outcomes.some(({ state }) => state === "FAILED")) {
      outcomes.push({ title: step.title, ...NOT_RUN });
      continue;
    }
    teller.begin(step);
    stage.transcript.beginStep();
    const outcome = await runStep(step, stage);
    teller.end(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}
