// Which engine a command would run, Terraform or OpenTofu, and whether it is new enough.
import { gte } from "semver";
import { type ProgramRun, runProgram } from "./run-program.js";

export interface Engine {
  readonly binary: string;
  readonly product: "Terraform" | "OpenTofu";
  readonly version: string;
  /** As people say it, `OpenTofu 1.12.6`. */
  readonly title: string;
  /** As zips are named for it, `linux_amd64`; undefined where it does not say. */
  readonly platform: string | undefined;
}

const OLDEST = { Terraform: "1.5", OpenTofu: "1.6" } as const;
export const ANY_ENGINE = "Terraform 1.5 or newer, or OpenTofu 1.6 or newer";
export const HOW_TO_GET_ONE =
  "install it from https://developer.hashicorp.com/terraform/install or https://opentofu.org/docs/intro/install, or name its path in TERRAFORM_BINARY_NAME";

/** No engine, or none that will do. */
export class UnusableEngineError extends Error {
  readonly code = "ENGINE_UNUSABLE";
  /** Whether no program of that name was found. */
  readonly isMissing: boolean;

  constructor(state: string, expected: string, isMissing = false) {
    super(`${state}, expected ${expected}`);
    this.name = "UnusableEngineError";
    this.isMissing = isMissing;
  }
}

/**
 * @param text what `<binary> version` printed; the engine is the one that names itself there.
 * @throws UnusableEngineError
 */
export function readEngine(binary: string, text: string): Engine {
  const found = /^(Terraform|OpenTofu) v((\d+\.\d+\.\d+)\S*)(?:\s+on (\w+))?/m.exec(text);
  const [, product, version = "", release = "", platform] = found ?? [];
  if (product !== "Terraform" && product !== "OpenTofu") {
    throw new UnusableEngineError(
      `"${binary}" does not say that it is Terraform or OpenTofu`,
      ANY_ENGINE,
    );
  }
  const oldest = OLDEST[product];
  if (!gte(release, `${oldest}.0`)) {
    throw new UnusableEngineError(
      `${product} ${version} ("${binary}") is too old`,
      `${oldest} or newer`,
    );
  }
  return { binary, product, version, title: `${product} ${version}`, platform };
}

export interface EngineCall extends Pick<ProgramRun, "environment" | "directory" | "signal"> {
  readonly binary: string;
}

/** Version managers choose one by the folder. @throws UnusableEngineError */
export async function askEngine({ binary, environment, ...where }: EngineCall): Promise<Engine> {
  const { stdout, failed, code, isTimedOut } = await runProgram({
    program: binary,
    args: ["version"],
    environment: { ...environment, CHECKPOINT_DISABLE: "1" },
    ...where,
  });
  if (code === "ENOENT")
    throw new UnusableEngineError(`"${binary}" was not found`, ANY_ENGINE, true);
  if (isTimedOut)
    throw new UnusableEngineError(`"${binary} version" did not end in a minute`, ANY_ENGINE);
  if (failed) throw new UnusableEngineError(`"${binary}" does not run`, ANY_ENGINE);
  return readEngine(binary, stdout);
}
