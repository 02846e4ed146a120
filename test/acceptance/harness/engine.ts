// Runs a program as a test does: what it finds in HOME is what the test put there.
import {
  type CommandCall,
  type CommandResult,
  runCommand,
} from "../../../src/testing/run-command.js";

export const runEngine = (
  { environment, ...call }: CommandCall,
  args: readonly string[],
): Promise<CommandResult> => {
  // Not the person's own HOME, which may hold a CLI configuration and plugins.
  const own = { HOME: call.directory, TF_IN_AUTOMATION: "1" };
  return runCommand({ ...call, environment: { ...own, ...environment } }, args);
};
