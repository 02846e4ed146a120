// What every RPC works on: the definitions by type name, the client, the stop switch, the log, the clock and the host.
import type { Clock } from "../clock.js";
import type {
  AnyDataSource,
  AnyEphemeralResource,
  AnyResource,
  ProviderDefinition,
} from "./definition.js";
import type { Logger } from "./logger.js";
import type { OpenInstances } from "./open-instances.js";
import type { ProviderClient } from "./provider-client.js";
import type { Reads } from "./reads.js";
import type { ServedType, ServedTypes } from "./served-type.js";
import type { ObjectShape } from "./shape.js";
import type { StopSwitch } from "./stop-switch.js";

export interface ServedProvider<Client> {
  readonly definition: ProviderDefinition<Client>;
  readonly shape: ObjectShape;
  readonly resources: ServedTypes<AnyResource<Client>>;
  readonly dataSources: ServedTypes<AnyDataSource<Client>>;
  readonly ephemeralResources: ServedTypes<AnyEphemeralResource<Client>>;
  readonly openInstances: OpenInstances<Client>;
  readonly client: ProviderClient<Client>;
  readonly reads: Reads;
  readonly stop: StopSwitch;
  readonly log: Logger;
  readonly clock: Clock;
  readonly isTestRun: () => boolean;
}

export type ServedResource<Client> = ServedType<AnyResource<Client>>;
export type ServedEphemeralResource<Client> = ServedType<AnyEphemeralResource<Client>>;
