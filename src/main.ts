// The process that Terraform launches: the one place where the environment, the clock and the parts of the plugin meet.
import { PROVIDER_SOURCE } from "../lib/schema/provider.js";
import { pluginLogger, servePlugin } from "./protocol/serve.js";

/** Put in by the build, from package.json. */
declare const __PLUGIN_VERSION__: string;

const log = pluginLogger(PROVIDER_SOURCE);

/** Loaded while the host reads the handshake: every command waits for that line several times. */
async function loadProvider() {
  const [{ createProviderServer }, { atlanProvider, systemClock }] = await Promise.all([
    import("./framework/index.js"),
    import("./resources/index.js"),
  ]);
  const clock = systemClock;
  const inputs = { version: __PLUGIN_VERSION__, environment: process.env, clock };
  return createProviderServer(atlanProvider(inputs), { logger: log, clock });
}

void servePlugin(loadProvider, { address: PROVIDER_SOURCE, log });
