// A step that a test cannot go on without: when it fails, the test shows what it said.
import type { CommandResult } from "../../../src/testing/index.js";

/** @throws with the whole output when the step ends with another exit code than 0 */
export async function succeeded(step: Promise<CommandResult>): Promise<CommandResult> {
  const result = await step;
  if (result.exitCode === 0) return result;
  throw new Error(`Expected exit code 0, got ${result.exitCode}:\n${result.output}`);
}
