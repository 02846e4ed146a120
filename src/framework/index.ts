// What the framework offers: to the protocol a server, to resources the shapes of their definitions.

export { Secret } from "../secret.js";
export { bugDiagnostic } from "./bug-diagnostic.js";
export { createProviderServer } from "./create-provider-server.js";
export * from "./definition.js";
export * from "./diagnostic.js";
export { isJsonObject } from "./json.js";
export { type LogFields, type Logger, type LogLevel, silentLogger } from "./logger.js";
export type { Product } from "./product.js";
export * from "./provider-server.js";
export { StoppedError } from "./stopped-error.js";
export { attributesWithTimeouts, TIMEOUTS, timeoutsBlock } from "./timeouts-block.js";
export * from "./value.js";
export type {
  ConfigOf,
  KnownConfigOf,
  PlannedOf,
  PlanOf,
  PlanValueOf,
  StateOf,
  WriteOnlyOf,
} from "./values-of.js";
