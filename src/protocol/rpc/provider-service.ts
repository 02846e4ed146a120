// The provider service, tfplugin6.Provider, as a table of methods.
import type { GrpcService } from "../grpc/service.js";
import { applyResourceChange } from "./apply-resource-change.js";
import {
  configureProvider,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
} from "./check-config.js";
import { closeEphemeralResource } from "./close-ephemeral-resource.js";
import { getMetadata } from "./get-metadata.js";
import { getProviderSchema } from "./get-provider-schema.js";
import { importResourceState } from "./import-resource-state.js";
import { moveResourceState } from "./move-resource-state.js";
import { getFunctions, getResourceIdentitySchemas } from "./nothing-to-declare.js";
import { openEphemeralResource } from "./open-ephemeral-resource.js";
import { planResourceChange } from "./plan-resource-change.js";
import { readDataSource } from "./read-data-source.js";
import { readResource } from "./read-resource.js";
import { renewEphemeralResource } from "./renew-ephemeral-resource.js";
import type { RpcContext } from "./rpc.js";
import { stopProvider } from "./stop-provider.js";
import { UNIMPLEMENTED_RPCS } from "./unimplemented.js";
import { upgradeResourceState } from "./upgrade-resource-state.js";

const RPCS = [
  applyResourceChange,
  closeEphemeralResource,
  configureProvider,
  getFunctions,
  getMetadata,
  getProviderSchema,
  getResourceIdentitySchemas,
  importResourceState,
  moveResourceState,
  openEphemeralResource,
  planResourceChange,
  readDataSource,
  readResource,
  renewEphemeralResource,
  stopProvider,
  upgradeResourceState,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
] as const;

const path = (rpc: string): string => `/tfplugin6.Provider/${rpc}`;

export const providerService = (context: RpcContext): GrpcService => ({
  unary: new Map(RPCS.map((rpc) => [path(rpc.name), rpc.bind(context)])),
  unimplemented: new Map(
    Object.entries(UNIMPLEMENTED_RPCS).map(([rpc, reason]) => [
      path(rpc),
      `Cannot serve ${rpc}: this provider ${reason}`,
    ]),
  ),
});
