// `npm run demo`: the quickstart's whole life against the embedded tenant, with the real cdktf CLI. Only this file prints.
// With --build it builds the package first, once it knows that everything else is there.
import path from "node:path";
import { buildPackage } from "./demo/build.js";
import { withStage } from "./demo/open-stage.js";
import { checkBuilt, findEngine, PrerequisiteError } from "./demo/prerequisites.js";
import { runSteps } from "./demo/run-steps.js";
import { steps } from "./demo/steps.js";
import { outcomeText, seconds, summaryTable } from "./demo/tell.js";
import { Transcript } from "./demo/transcript.js";

const ROOT = path.resolve(import.meta.dirname, "..");
const INTERRUPTED_EXIT_CODE = 130;
const BUILD = "--build";

const transcript = new Transcript();
const interruption = new AbortController();

function print(text: string): void {
  transcript.add(text);
  process.stdout.write(text);
}

/** Returns the exit code. */
async function demo(): Promise<number> {
  const engine = await findEngine();
  const { signal } = interruption;
  if (process.argv.includes(BUILD)) {
    print("build the package … ");
    const startMs = performance.now();
    await buildPackage(ROOT, signal);
    print(`ok (${seconds(performance.now() - startMs)})\n`);
  }
  await checkBuilt(ROOT);
  return await withStage({ root: ROOT, engine, transcript, signal }, async (stage) => {
    const { baseUrl } = stage.tenant;
    print(`${engine.title}, Node ${process.versions.node}, embedded tenant at ${baseUrl}\n\n`);
    const outcomes = await runSteps(steps, stage, {
      begin: ({ title }) => print(`${title} … `),
      end: (outcome) => print(outcomeText(outcome)),
    });
    print(`\n${summaryTable(outcomes)}\n`);
    const missed = outcomes.filter(({ state }) => state !== "ok").length;
    print(
      missed === 0
        ? `All ${steps.length} steps did what they say.\n`
        : `${missed} of ${steps.length} steps did not.\n`,
    );
    return missed === 0 ? 0 : 1;
  });
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => interruption.abort());
}

try {
  process.exitCode = await demo();
} catch (error) {
  if (interruption.signal.aborted) {
    process.stderr.write(
      "\nInterrupted. Nothing is left behind: no process, no folder, no tenant.\n",
    );
    process.exitCode = INTERRUPTED_EXIT_CODE;
  } else if (error instanceof PrerequisiteError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
