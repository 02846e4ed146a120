// What the checks of one call look at. What several of them need is found once, when the first of them asks.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findPlugin, type InstalledPackage, type Plugin } from "../../../lib/placement/index.js";
import type { Clock } from "../../clock.js";
import { askEngine, type Engine, UnusableEngineError } from "./engine.js";
import { type Project, readProject } from "./project.js";
import { type SignInAttempt, signIn } from "./sign-in.js";

/** Of the package's own `package.json`. */
interface Requirements {
  readonly node: string;
  readonly peers: Readonly<Record<string, string>>;
}

/** What is read of the process: by it engines choose their files, and the provider its settings. */
export interface DoctorEnvironment {
  readonly home: string;
  readonly configFile: string | undefined;
  readonly xdgConfigHome: string | undefined;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface DoctorContext {
  /** Absolute. */
  readonly directory: string;
  readonly environment: DoctorEnvironment;
  readonly installed: InstalledPackage;
  readonly requirements: Requirements;
  readonly clock: Clock;
  /** Ends every check that waits for something. */
  readonly signal: AbortSignal;
  readonly project: Project;
  /** @throws when the package was not built */
  plugin(): Plugin;
  /** The engine that would run here. @throws UnusableEngineError */
  engine(): Promise<Engine>;
  /** Null where the environment names no tenant. @throws the reason of the signal */
  signIn(): Promise<SignInAttempt | null>;
}

export type DoctorOptions = Pick<
  DoctorContext,
  "directory" | "environment" | "installed" | "clock" | "signal"
>;

export function openContext(options: DoctorOptions): DoctorContext {
  const { directory, environment, installed } = options;
  const project = readProject(directory, environment.variables.CDKTF_OUTDIR);
  const asking = { ...options, variables: environment.variables, version: installed.version };
  return {
    ...options,
    requirements: requirementsOf(installed),
    project,
    plugin: once(() => findPlugin(installed)),
    engine: once(() => engineFor(project, options)),
    signIn: once(() => signIn(asking)),
  };
}

function requirementsOf({ directory }: InstalledPackage): Requirements {
  const { engines, peerDependencies } = JSON.parse(
    readFileSync(join(directory, "package.json"), "utf8"),
  );
  return { node: engines.node, peers: peerDependencies };
}

/** As the cdktf CLI chooses it; beside HCL people call what they have. */
async function engineFor(project: Project, options: DoctorOptions): Promise<Engine> {
  const { environment, directory, signal } = options;
  const named = environment.variables.TERRAFORM_BINARY_NAME;
  const ask = (binary: string) =>
    askEngine({ binary, environment: environment.variables, directory, signal });
  if (named) return await ask(named);
  try {
    return await ask("terraform");
  } catch (error) {
    const isMissing = error instanceof UnusableEngineError && error.isMissing;
    if (!isMissing || project.kind === "cdktf") throw error;
    return await ask("tofu").catch(() => {
      // Of two that are missing, the first is the one to name.
      throw error;
    });
  }
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
