// The process that Terraform launches: the one place where the environment, the clock and the parts of the plugin meet.
import { PRODUCT, PROVIDER_SOURCE } from "../lib/schema/product.js";
import { systemClock as clock } from "./clock.js";
import type { Logger } from "./framework/index.js";
import { servePlugin } from "./protocol/serve.js";

/** Put in by the build, from package.json. */
declare const __PLUGIN_VERSION__: string;

const { argv, env: environment } = process;

/** Loaded while the host connects: every command waits several times for what comes before. */
async function loadProvider(logger: Logger) {
  const { createAtlanServer } = await import("./provider.js");
  return createAtlanServer({ version: __PLUGIN_VERSION__, environment, argv, clock, logger });
}

void servePlugin(loadProvider, {
  address: PROVIDER_SOURCE,
  product: PRODUCT,
  environment,
  clock,
  argv,
});
