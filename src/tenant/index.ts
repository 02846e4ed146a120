// The embedded tenant, as tests use it: `cdktf-provider-atlan/testing`.

export { connectTenant, type TenantAddress, type TenantControl } from "./control/tenant-control.js";
export type { TenantEnvironment, TenantOAuthEnvironment } from "./control/tenant-environment.js";
export type {
  TenantAsset,
  TenantCollection,
  TenantConnection,
  TenantOAuthClient,
  TenantPersona,
  TenantPrincipal,
  TenantSnapshot,
  TenantToken,
  TenantUser,
} from "./control/tenant-snapshot.js";
export type {
  CannedReply,
  Fault,
  FaultEffect,
  FaultOperation,
  PersonaLinkChange,
  UserListChange,
} from "./faults/fault.js";
export { ControlError } from "./input/control-error.js";
export type { TenantStorage } from "./saved/tenant-storage.js";
export { checkedSeed } from "./seed/check-seed.js";
export type {
  SeedCollection,
  SeedConnection,
  SeedOAuthClient,
  SeedPersona,
  SeedToken,
  SeedUser,
  TenantSeed,
} from "./seed/seed.js";
export { startTenant } from "./start-tenant.js";
export type { Clock } from "./state/clock.js";
export type { IdSource } from "./state/id-source.js";
export type { LoggedRequest } from "./state/request-log.js";
export type { TenantSettings, UnknownUserReply } from "./state/settings.js";
export type { Tenant, TenantOptions } from "./tenant.js";
