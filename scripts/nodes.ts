// `npm run nodes`: on each Node line that is maintained, the quickstart is synthesised, deployed, planned and destroyed. Only this file prints.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkBuilt, findEngine, PrerequisiteError } from "./demo/prerequisites.js";
import { fetchNodes } from "./nodes/fetch.js";
import { tryNode } from "./nodes/life.js";

const ROOT = path.resolve(import.meta.dirname, "..");
const INTERRUPTED_EXIT_CODE = 130;

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => interruption.abort());
}
const { signal } = interruption;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Returns the exit code. */
async function main(): Promise<number> {
  const engine = await findEngine();
  await checkBuilt(ROOT);
  const nodes = await fetchNodes(signal);
  if (typeof nodes === "string") {
    print(`The Node lines are not tried: ${nodes}`);
    return 0;
  }
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), "atlan-nodes-")));
  let failed = 0;
  try {
    for (const node of nodes) {
      const startMs = performance.now();
      const failure = await tryNode(node, { root: ROOT, engine, scratch, signal });
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
      const outcome = failure === undefined ? "synth, apply, empty plan, destroy" : failure;
      print(`Node ${node.version}, ${engine.title}: ${outcome} (${seconds} s)`);
      if (failure !== undefined) failed += 1;
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!interruption.signal.aborted && !(error instanceof PrerequisiteError)) throw error;
  process.stderr.write(`${error instanceof PrerequisiteError ? error.message : "Interrupted."}\n`);
  process.exitCode = signal.aborted ? INTERRUPTED_EXIT_CODE : 1;
}
