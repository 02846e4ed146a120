// Which engine a workspace runs, and how it tells that a command of it has failed.
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { masked } from "../masked.js";
import { engineSettings } from "./environment.js";
import type { CommandResult } from "./run-command.js";

const ENGINES = ["terraform", "tofu"] as const;

function isOnPath(name: string, searchPath: string): boolean {
  return searchPath.split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * The engine that is asked for, that `TERRAFORM_BINARY_NAME` names, or that is on the `PATH`: terraform first, then tofu.
 *
 * @returns a name on the `PATH`, or an absolute path
 * @throws when there is none
 */
export function findEngine(asked?: string): string {
  const { named, searchPath } = engineSettings();
  const given = asked ?? named;
  if (given !== "") return given.includes(path.sep) ? path.resolve(given) : given;
  const found = ENGINES.find((name) => isOnPath(name, searchPath));
  if (found !== undefined) return found;
  throw new Error(
    `Cannot find an engine: neither ${ENGINES.join(" nor ")} is on the PATH, expected one of them, or its path in TERRAFORM_BINARY_NAME`,
  );
}

/** The names of variables whose values nothing may print. */
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/i;

export const secretsIn = (environment: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(environment).flatMap(([name, value]) =>
    SECRET_NAME.test(name) && value !== "" ? [value] : [],
  );

const PLACEHOLDER = "(a secret)";

/** A command of a workspace that failed, with all that the engine printed. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code = "ENGINE_FAILED";
  readonly exitCode: number;
  readonly #result: CommandResult;

  constructor(what: string, result: CommandResult, secrets: readonly string[]) {
    const said = masked(result.output.trim(), secrets, PLACEHOLDER);
    super(`Cannot ${what}: exit code ${result.exitCode}\n\n${said}`);
    this.exitCode = result.exitCode;
    this.#result = result;
  }

  /** As the engine printed it: only the message has its secrets masked. */
  get result(): CommandResult {
    return this.#result;
  }
}
