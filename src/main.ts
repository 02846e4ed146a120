// The process that Terraform launches: the one place where the environment, the clock and the parts of the plugin meet.
import { PRODUCT, PROVIDER_SOURCE } from "../lib/schema/provider.js";
import { systemClock as clock } from "./clock.js";
import type { Logger } from "./framework/index.js";
import { servePlugin } from "./protocol/serve.js";

/** Put in by the build, from package.json. */
declare const __PLUGIN_VERSION__: string;

const environment = process.env;
const isDebugged = process.argv.includes("--debug");

/** Loaded while the host connects: every command waits several times for what comes before. */
async function loadProvider(logger: Logger) {
  const [{ createProviderServer }, { atlanProvider }, { isTestRun }] = await Promise.all([
    import("./framework/index.js"),
    import("./resources/provider/index.js"),
    import("./protocol/launch/host-command.js"),
  ]);
  const inputs = { version: __PLUGIN_VERSION__, environment, clock };
  return createProviderServer(atlanProvider(inputs), {
    logger,
    clock,
    // Under a debugger the host is not this process's parent, and may be anything.
    isTestRun: () => isDebugged || isTestRun(logger),
  });
}

void servePlugin(loadProvider, {
  address: PROVIDER_SOURCE,
  product: PRODUCT,
  environment,
  clock,
  isDebugged,
});
