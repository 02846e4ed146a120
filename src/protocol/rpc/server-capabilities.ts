// What this server tells hosts it can do.
import type { ServerCapabilities } from "../generated/tfplugin6.js";

export const SERVER_CAPABILITIES: ServerCapabilities = {
  /** Deletes are planned too, so that a guard can refuse one before anything happens. */
  planDestroy: true,
  /** Only the first launch of a command is asked for schemas. */
  getProviderSchemaOptional: true,
  moveResourceState: true,
  generateResourceConfig: false,
};
