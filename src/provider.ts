// The provider that the plugin serves, with all its parts. Loaded when the handshake is out.
import { setFlagsFromString } from "node:v8";
import type { Clock } from "./clock.js";
import type { Logger, ProviderServer } from "./framework/index.js";
import { createProviderServer } from "./framework/index.js";
import { isTestRun } from "./protocol/launch/host-command.js";
import { atlanProvider } from "./resources/provider/index.js";

interface Inputs {
  readonly version: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly argv: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createAtlanServer({ logger, argv, ...inputs }: Inputs): ProviderServer {
  limitYoungGeneration();
  return createProviderServer(atlanProvider(inputs), {
    logger,
    clock: inputs.clock,
    // Under a debugger the host is not this process's parent, and may be anything.
    isTestRun: () => argv.includes("--debug") || isTestRun(logger),
  });
}

/**
 * The young generation stays small: a plan of a thousand objects then fits in a quarter less memory, no slower (tried). Once V8's flags
 * are changed, it compiles anew those of Node's own modules that are still to be loaded, so this comes late; given to the command, flags
 * cost Node 20 and 22 all of that cache, 12 ms.
 */
function limitYoungGeneration(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
