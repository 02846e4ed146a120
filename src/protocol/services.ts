// Every gRPC service of the plugin, in one table. Loaded when the handshake is out, while the host connects.
import type { Clock } from "../clock.js";
import type { ProviderServer } from "../framework/provider-server.js";
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
  readonly clock: Clock;
  /** Called when the host has been told that its Shutdown is accepted. */
  readonly shutDown: () => void;
}

export const pluginServices = ({
  server,
  log,
  address,
  clock,
  shutDown,
}: ServicesOptions): StreamServer["service"] =>
  mergeServices([
    providerService({ server, types: typeCodecs(server), log, address, clock }),
    goPluginServices(shutDown),
  ]);
