// The entry of a plugin that serves the memory provider; tests bundle it as the real one is bundled.
import { pluginLogger, servePlugin } from "../../../src/protocol/serve.js";

const address = "npm.internal/cdktf-provider-atlan/atlan";

void servePlugin(async () => (await import("./memory-provider.js")).memoryProvider(), {
  address,
  log: pluginLogger(address),
});
