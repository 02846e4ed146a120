// The entry of a plugin that serves the memory provider; tests bundle it as the real one is bundled.
import { systemClock as clock } from "../../../src/clock.js";
import { servePlugin } from "../../../src/protocol/serve.js";
import { PRODUCT } from "../product.js";

void servePlugin(async () => (await import("./memory-provider.js")).memoryProvider(), {
  address: "npm.internal/cdktf-provider-atlan/atlan",
  product: PRODUCT,
  environment: process.env,
  clock,
  argv: process.argv,
});
