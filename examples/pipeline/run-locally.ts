// Runs the workflow's two jobs on this machine, twice: against a PostgreSQL and a tenant of its own. Leaves nothing behind.
import path from "node:path";
import { startTenant } from "cdktf-provider-atlan/testing";
import { findPostgres, POSTGRES_IS_MISSING } from "./local/find-postgres";
import { startPostgres } from "./local/postgres";
import { Runner } from "./local/runner";

const CHECKOUT = path.resolve(__dirname, "../..");
const INTERRUPTED_EXIT_CODE = 130;

const interruption = new AbortController();
const print = (text: string) => process.stdout.write(`${text}\n`);

const countsIn = (output: string): string | undefined =>
  /Resources: (\d+ added, \d+ changed, \d+ destroyed)/.exec(output)?.[1];

/** Both jobs of one run of the pipeline; what the second says it did. */
async function runOnce(
  runner: Runner,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  print("  synth …");
  const artefact = await runner.synthesise();
  print("  deploy …");
  const { exitCode, output } = await runner.deploy(artefact, { environment });
  const counts = countsIn(output);
  if (exitCode !== 0 || counts === undefined) throw new Error(`Cannot deploy:\n${output}`);
  print(`  ${counts}`);
  return counts;
}

async function runTwice(programs: string, closers: (() => Promise<void>)[]): Promise<void> {
  const postgres = await startPostgres(programs);
  closers.push(() => postgres.stop());
  const tenant = await startTenant({ seed: {} });
  closers.push(() => tenant.stop());
  const runner = await Runner.open({
    example: __dirname,
    checkout: CHECKOUT,
    engine: process.env.TERRAFORM_BINARY_NAME ?? "terraform",
    signal: interruption.signal,
  });
  closers.push(() => runner.close());
  const environment = { ...tenant.oauthEnv(), ...postgres.environment };
  print("First run");
  await runOnce(runner, environment);
  print("Second run");
  const counts = await runOnce(runner, environment);
  if (counts !== "0 added, 0 changed, 0 destroyed") {
    throw new Error(`Cannot repeat the deployment without changes: ${counts}`);
  }
}

async function main(): Promise<void> {
  const programs = findPostgres();
  if (programs === undefined) {
    throw new Error(`Cannot run the pipeline here: ${POSTGRES_IS_MISSING}; install PostgreSQL`);
  }
  const closers: (() => Promise<void>)[] = [];
  try {
    await runTwice(programs, closers);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => interruption.abort());
}

main().catch((error: unknown) => {
  if (interruption.signal.aborted) {
    process.stderr.write("Interrupted. No process and no folder is left behind.\n");
    process.exitCode = INTERRUPTED_EXIT_CODE;
    return;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
