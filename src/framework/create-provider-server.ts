// Puts a definition behind the boundary that the protocol serves: one function per RPC over one served provider.
import type { Attributes } from "../../lib/schema/core/index.js";
import type { Clock } from "../clock.js";
import { applyResourceChange } from "./apply-resource-change.js";
import { checkDefinition } from "./check-definition.js";
import { closeEphemeralResource, closeEphemeralResources } from "./close-ephemeral-resource.js";
import { configureProvider } from "./configure-provider.js";
import { forgetAttributes, type ProviderDefinition } from "./definition.js";
import { importResourceState } from "./import-resource-state.js";
import type { Logger } from "./logger.js";
import { moveResourceState } from "./move-resource-state.js";
import { openEphemeralResource } from "./open-ephemeral-resource.js";
import { OpenInstances } from "./open-instances.js";
import { planResourceChange } from "./plan-resource-change.js";
import { ProviderClient } from "./provider-client.js";
import type { ProviderServer } from "./provider-server.js";
import { readDataSource } from "./read-data-source.js";
import { readResource } from "./read-resource.js";
import { Reads } from "./reads.js";
import { renewEphemeralResource } from "./renew-ephemeral-resource.js";
import type { ServedProvider } from "./served-provider.js";
import { ServedTypes } from "./served-type.js";
import { shapeOf } from "./shape.js";
import { StopSwitch } from "./stop-switch.js";
import { upgradeResourceState } from "./upgrade-resource-state.js";
import {
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
} from "./validate-config.js";

export interface ServerOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  /**
   * Whether the engine runs tests, in which it may make up values: `terraform test`. Asked only where that matters.
   *
   * @default it runs none
   */
  readonly isTestRun?: () => boolean;
}

/** @throws {DefinitionError} when the definition contradicts itself. */
export function createProviderServer<Client, A extends Attributes>(
  definition: ProviderDefinition<Client, A>,
  options: ServerOptions,
): ProviderServer {
  const provider = serve(forgetAttributes(definition), options);
  return {
    providerSchema: provider.definition.schema,
    resourceSchemas: provider.resources.schemas,
    dataSourceSchemas: provider.dataSources.schemas,
    ephemeralResourceSchemas: provider.ephemeralResources.schemas,

    validateProviderConfig: (config) => validateProviderConfig(provider, config),
    configureProvider: (request) => configureProvider(provider, request),
    stopProvider: () => provider.stop.stop(),

    validateResourceConfig: (request) => validateResourceConfig(provider, request),
    upgradeResourceState: (request) => upgradeResourceState(provider, request),
    readResource: (request) => readResource(provider, request),
    planResourceChange: (request) => planResourceChange(provider, request),
    applyResourceChange: (request) => applyResourceChange(provider, request),
    importResourceState: (request) => importResourceState(provider, request),
    moveResourceState: (request) => moveResourceState(provider, request),

    validateDataResourceConfig: (request) => validateDataResourceConfig(provider, request),
    readDataSource: (request) => readDataSource(provider, request),

    validateEphemeralResourceConfig: (request) =>
      validateEphemeralResourceConfig(provider, request),
    openEphemeralResource: (request) => openEphemeralResource(provider, request),
    renewEphemeralResource: (request) => renewEphemeralResource(provider, request),
    closeEphemeralResource: (request) => closeEphemeralResource(provider, request),
    closeEphemeralResources: () => closeEphemeralResources(provider),
  };
}

function serve<Client>(
  definition: ProviderDefinition<Client>,
  { logger, clock, isTestRun = () => false }: ServerOptions,
): ServedProvider<Client> {
  checkDefinition(definition);
  const { product } = definition;
  return {
    definition,
    shape: shapeOf(definition.schema),
    resources: new ServedTypes(product, definition.resources),
    dataSources: new ServedTypes(product, definition.dataSources),
    ephemeralResources: new ServedTypes(product, definition.ephemeralResources),
    openInstances: new OpenInstances(),
    client: new ProviderClient(product),
    reads: new Reads(),
    stop: new StopSwitch(),
    log: logger,
    clock,
    isTestRun,
  };
}
