// What must be on the machine, each missing thing said in one sentence that tells what to do.
import { access } from "node:fs/promises";
import path from "node:path";
import {
  askEngine,
  type Engine,
  HOW_TO_GET_ONE,
  UnusableEngineError,
} from "../../src/cli/doctor/engine.js";
import { cleanEnvironment } from "../../src/testing/environment.js";

export class PrerequisiteError extends Error {
  override readonly name = "PrerequisiteError";
  readonly code = "PREREQUISITE_MISSING";
}

/** @param binary the engine that the cdktf CLI would run */
export async function findEngine(
  // An empty variable is as good as none.
  binary = process.env.TERRAFORM_BINARY_NAME || "terraform",
): Promise<Engine> {
  try {
    return await askEngine({ binary, environment: cleanEnvironment({}) });
  } catch (error) {
    if (!(error instanceof UnusableEngineError)) throw error;
    throw new PrerequisiteError(`Cannot start: ${error.message}; ${HOW_TO_GET_ONE}`);
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
