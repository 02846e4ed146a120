// Every gRPC service of the plugin, in one table. Loaded when the handshake is out, while the host connects.
import type { Clock } from "../clock.js";
import type { Product, ProviderServer } from "../framework/index.js";
import type { StreamServer } from "./grpc/serve-stream.js";
import { mergeServices } from "./grpc/service.js";
import { goPluginServices } from "./launch/go-plugin-services.js";
import type { PluginLogger } from "./log/logger.js";
import { providerService } from "./rpc/provider-service.js";
import { typeCodecs } from "./values/type-codecs.js";

export interface ServicesOptions {
  readonly server: ProviderServer;
  readonly log: PluginLogger;
  readonly address: string;
  readonly product: Product;
  readonly clock: Clock;
  /** Called when the host has asked to stop. */
  readonly stopped: () => void;
  /** Called when the host has been told that its Shutdown is accepted. */
  readonly shutDown: () => void;
}

export const pluginServices = ({
  server,
  log,
  address,
  product,
  clock,
  stopped,
  shutDown,
}: ServicesOptions): StreamServer["service"] =>
  mergeServices([
    providerService({ server, types: typeCodecs(server), log, address, product, clock, stopped }),
    goPluginServices({ end: () => server.closeEphemeralResources(), shutDown }),
  ]);
