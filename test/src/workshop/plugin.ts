// The entry of the workshop's plugin; tests bundle it as the real one is bundled.
import { systemClock as clock } from "../../../src/clock.js";
import { createProviderServer } from "../../../src/framework/index.js";
import { servePlugin } from "../../../src/protocol/serve.js";
import { PRODUCT } from "../product.js";
import { workshopProvider } from "./provider.js";

void servePlugin(
  async (logger) => createProviderServer(workshopProvider(clock), { logger, clock }),
  {
    address: "npm.internal/test/workshop",
    product: PRODUCT,
    environment: process.env,
    clock,
    argv: process.argv,
  },
);
