// `npm run smoke`: the checks of a minute. Build, lint, types, the unit tests of the core, and one token with the real engine.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ExecaError, execa } from "execa";
import { cleanEnvironment } from "../src/testing/environment.js";
import { findEngine, PrerequisiteError } from "./demo/prerequisites.js";
import { seconds } from "./demo/tell.js";

const ROOT = path.resolve(import.meta.dirname, "..");
const CLI = path.join(ROOT, "dist/cli/main.js");
/** Schemas and constructs, the framework, what becomes of tokens, the tenant. */
const CORE = ["test/lib", "test/src/framework", "test/src/resources/api-token", "test/src/tenant"];

interface Check {
  readonly title: string;
  readonly run: (directory: string) => Promise<unknown>;
}

const environment = (more: Readonly<Record<string, string>> = {}) => ({
  env: cleanEnvironment(more),
  extendEnv: false,
  all: true,
  cwd: ROOT,
  preferLocal: true,
});

/** The example in HCL, in a folder of its own: installed, applied and destroyed while a tenant lives. */
async function applyOnce(directory: string, binary: string): Promise<void> {
  const inFolder = { ...environment({ HOME: directory }), cwd: directory };
  await cp(path.join(ROOT, "examples/hcl/main.tf"), path.join(directory, "main.tf"));
  await execa(process.execPath, [CLI, "install"], inFolder);
  const engine = `'${binary}'`;
  const life = `${engine} init && ${engine} apply -auto-approve && ${engine} destroy -auto-approve`;
  await execa(process.execPath, [CLI, "tenant", "--", "sh", "-c", life], inFolder);
}

async function smoke(): Promise<number> {
  const engine = await findEngine();
  const jest = environment({ NODE_OPTIONS: "--experimental-vm-modules" });
  const checks: readonly Check[] = [
    { title: "build", run: () => execa("npm", ["run", "--silent", "build"], environment()) },
    { title: "lint", run: () => execa("biome", ["ci", "--error-on-warnings"], environment()) },
    { title: "types", run: () => execa("tsc", ["--noEmit"], environment()) },
    {
      title: "unit tests of the core",
      run: () => execa("jest", [...CORE, "--selectProjects", "lib", "src"], jest),
    },
    {
      title: `one token with ${engine.title}`,
      run: (directory) => applyOnce(directory, engine.binary),
    },
  ];
  const directory = await mkdtemp(path.join(tmpdir(), "atlan-smoke-"));
  try {
    for (const { title, run } of checks) {
      process.stdout.write(`${title} … `);
      const startMs = performance.now();
      await run(directory);
      process.stdout.write(`ok (${seconds(performance.now() - startMs)})\n`);
    }
    return 0;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await smoke();
} catch (error) {
  if (error instanceof ExecaError)
    process.stdout.write(`FAILED\n\n${error.all ?? error.message}\n`);
  else if (error instanceof PrerequisiteError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 1;
}
