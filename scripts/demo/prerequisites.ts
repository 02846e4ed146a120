// What must be on the machine, each missing thing said in one sentence that tells what to do.
import { access } from "node:fs/promises";
import path from "node:path";
import { CommandError, runCommand } from "../../src/testing/run-command.js";

export class PrerequisiteError extends Error {
  override readonly name = "PrerequisiteError";
  readonly code = "PREREQUISITE_MISSING";
}

export interface Engine {
  readonly binary: string;
  /** As people say it, `OpenTofu 1.12.6`. */
  readonly title: string;
}

type Version = readonly [major: number, minor: number];

const ENGINE_OLDEST: Readonly<Record<string, Version>> = { Terraform: [1, 5], OpenTofu: [1, 6] };
const ANY_ENGINE = "Terraform 1.5 or newer, or OpenTofu 1.6 or newer";
const HOW_TO_GET_ONE =
  "install it from https://developer.hashicorp.com/terraform/install or https://opentofu.org/docs/intro/install, or name its path in TERRAFORM_BINARY_NAME";

const isOlder = ([major, minor]: Version, [oldestMajor, oldestMinor]: Version): boolean =>
  major < oldestMajor || (major === oldestMajor && minor < oldestMinor);

/** @param text what `<binary> version` printed; the engine is the one that names itself there. */
export function readEngine(binary: string, text: string): Engine {
  const [, product = "", version = "", major, minor] =
    /^(Terraform|OpenTofu) v((\d+)\.(\d+)\.\S+)/m.exec(text) ?? [];
  const oldest = ENGINE_OLDEST[product];
  if (oldest === undefined) {
    throw new PrerequisiteError(
      `Cannot start: "${binary}" does not say that it is Terraform or OpenTofu, expected ${ANY_ENGINE}; ${HOW_TO_GET_ONE}`,
    );
  }
  if (isOlder([Number(major), Number(minor)], oldest)) {
    throw new PrerequisiteError(
      `Cannot start: ${product} ${version} ("${binary}") is too old, expected ${oldest.join(".")} or newer; ${HOW_TO_GET_ONE}`,
    );
  }
  return { binary, title: `${product} ${version}` };
}

/** @param binary the engine that the cdktf CLI would run */
export async function findEngine(
  // An empty variable is as good as none.
  binary = process.env.TERRAFORM_BINARY_NAME || "terraform",
): Promise<Engine> {
  try {
    const { stdout } = await runCommand({ binary, directory: process.cwd() }, ["version"]);
    return readEngine(binary, stdout);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const isMissing = error.code === "ENOENT";
    throw new PrerequisiteError(
      `Cannot start: "${binary}" ${isMissing ? "was not found" : "does not run"}, expected ${ANY_ENGINE}; ${HOW_TO_GET_ONE}`,
    );
  }
}

/** Both the demo and the bench run what the build left in `dist`. */
export async function checkBuilt(root: string): Promise<void> {
  for (const file of ["dist/cli/main.js", "dist/lib/index.js", "dist/plugin/manifest.json"]) {
    await access(path.join(root, file)).catch(() => {
      throw new PrerequisiteError(
        `Cannot start: "${file}" does not exist, expected the built package; run \`npm run build\` first`,
      );
    });
  }
}
