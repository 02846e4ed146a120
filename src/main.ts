// The process that Terraform launches: the one place where the environment, the clock and the parts of the plugin meet.
import { PROVIDER_SOURCE } from "../lib/schema/index.js";
import { createProviderServer } from "./framework/index.js";
import { pluginLogger, servePlugin } from "./protocol/serve.js";
import { atlanProvider, systemClock } from "./resources/index.js";

/** Put in by the build, from package.json. */
declare const __PLUGIN_VERSION__: string;

const log = pluginLogger(PROVIDER_SOURCE);
const provider = atlanProvider({
  version: __PLUGIN_VERSION__,
  environment: process.env,
  clock: systemClock,
});

servePlugin(createProviderServer(provider, { logger: log }), {
  address: PROVIDER_SOURCE,
  log,
}).catch((error: unknown) => {
  process.stderr.write(`panic: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
