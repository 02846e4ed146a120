// The embedded tenant, as tests use it: `cdktf-provider-atlan/testing`.
export type { Clock } from "./clock.js";
export { ControlError } from "./control-error.js";
export type {
  CannedReply,
  Fault,
  FaultEffect,
  FaultOperation,
  PersonaLinkChange,
  UserListChange,
} from "./faults/fault.js";
export type { IdSource } from "./id-source.js";
export type { LoggedRequest } from "./request-log.js";
export { checkedSeed } from "./seed/check-seed.js";
export type {
  SeedCollection,
  SeedConnection,
  SeedPersona,
  SeedToken,
  SeedUser,
  TenantSeed,
} from "./seed/seed.js";
export type { TenantSettings } from "./settings.js";
export { startTenant } from "./start-tenant.js";
export type { Tenant, TenantEnvironment, TenantOptions } from "./tenant.js";
