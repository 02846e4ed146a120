// The RPCs of protocol 6.10 for features this provider does not have, each with what it says when it is called.

/** By RPC name. Hosts call these only for types that a provider declares, and this one declares none. */
export const UNIMPLEMENTED_RPCS: Readonly<Record<string, string>> = {
  UpgradeResourceIdentity: "has no resource identities",
  GenerateResourceConfig: "does not generate configuration",
  CallFunction: "has no functions",
  ValidateListResourceConfig: "has no list resources",
  ListResource: "has no list resources",
  ValidateActionConfig: "has no actions",
  PlanAction: "has no actions",
  InvokeAction: "has no actions",
  ValidateStateStoreConfig: "has no state stores",
  ConfigureStateStore: "has no state stores",
  ReadStateBytes: "has no state stores",
  WriteStateBytes: "has no state stores",
  LockState: "has no state stores",
  UnlockState: "has no state stores",
  GetStates: "has no state stores",
  DeleteState: "has no state stores",
};
