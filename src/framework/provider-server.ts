// The interface between protocol and framework: one method per RPC of protocol 6, on decoded values.

import type { Schema } from "../../lib/schema/core/index.js";
import type { AttributePath, Diagnostic } from "./diagnostic.js";
import type { ObjectValue } from "./value.js";

export interface WithDiagnostics {
  readonly diagnostics: readonly Diagnostic[];
}

/** Opaque to Terraform; empty when there is none. */
export type PrivateBytes = Uint8Array;

export interface ValidateConfigRequest {
  readonly typeName: string;
  readonly config: ObjectValue;
}

export interface ValidateResourceConfigRequest extends ValidateConfigRequest {
  /** Whether the engine knows write-only attributes. */
  readonly isWriteOnlyAllowed: boolean;
}

export interface UpgradeResourceStateRequest {
  readonly typeName: string;
  readonly version: number;
  /** The `attributes` object of the state file, as JSON bytes. */
  readonly rawState: Uint8Array;
}

/** Either the raw JSON as it came (equal versions) or the upgraded object as JSON bytes of the current schema. */
export interface UpgradeResourceStateResponse extends WithDiagnostics {
  readonly upgradedStateJson: Uint8Array | null;
}

export interface ReadResourceRequest {
  readonly typeName: string;
  readonly currentState: ObjectValue | null;
  readonly private: PrivateBytes;
}

export interface ReadResourceResponse extends WithDiagnostics {
  readonly newState: ObjectValue | null;
  readonly private: PrivateBytes;
}

export interface PlanResourceChangeRequest {
  readonly typeName: string;
  readonly priorState: ObjectValue | null;
  readonly proposedNewState: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly priorPrivate: PrivateBytes;
  /** What the plan that is applied now had noted. Terraform 1.16 and later tell it, while they apply. */
  readonly appliedPrivate?: PrivateBytes;
}

export interface PlanResourceChangeResponse extends WithDiagnostics {
  readonly plannedState: ObjectValue | null;
  readonly requiresReplace: readonly AttributePath[];
  readonly plannedPrivate: PrivateBytes;
}

export interface ApplyResourceChangeRequest {
  readonly typeName: string;
  readonly priorState: ObjectValue | null;
  readonly plannedState: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly plannedPrivate: PrivateBytes;
}

export interface ApplyResourceChangeResponse extends WithDiagnostics {
  readonly newState: ObjectValue | null;
  readonly private: PrivateBytes;
}

export interface ImportResourceStateRequest {
  readonly typeName: string;
  readonly id: string;
}

export interface ImportedResource {
  readonly typeName: string;
  readonly state: ObjectValue;
  readonly private: PrivateBytes;
}

export interface ImportResourceStateResponse extends WithDiagnostics {
  readonly importedResources: readonly ImportedResource[];
}

export interface MoveResourceStateRequest {
  readonly sourceProviderAddress: string;
  readonly sourceTypeName: string;
  readonly sourceSchemaVersion: number;
  readonly sourceState: Uint8Array;
  readonly targetTypeName: string;
}

export interface MoveResourceStateResponse extends WithDiagnostics {
  readonly targetState: ObjectValue | null;
  readonly targetPrivate: PrivateBytes;
}

export interface ConfigureProviderRequest {
  readonly terraformVersion: string;
  readonly config: ObjectValue;
}

export interface ReadDataSourceResponse extends WithDiagnostics {
  readonly state: ObjectValue | null;
}

export interface OpenEphemeralResourceResponse extends WithDiagnostics {
  /** Null when nothing was opened. */
  readonly result: ObjectValue | null;
  readonly private: PrivateBytes;
  /** Milliseconds since 1970; null when it need not be renewed. */
  readonly renewAtMs: number | null;
}

/** What was opened, as its last response had it. */
export interface OpenedEphemeralResource {
  readonly typeName: string;
  readonly private: PrivateBytes;
}

export interface RenewEphemeralResourceResponse extends WithDiagnostics {
  readonly private: PrivateBytes;
  readonly renewAtMs: number | null;
}

/** What the protocol serves. No method rejects: whatever goes wrong is a diagnostic. */
export interface ProviderServer {
  readonly providerSchema: Schema;
  /** By type name. */
  readonly resourceSchemas: ReadonlyMap<string, Schema>;
  readonly dataSourceSchemas: ReadonlyMap<string, Schema>;
  readonly ephemeralResourceSchemas: ReadonlyMap<string, Schema>;

  validateProviderConfig(config: ObjectValue): Promise<WithDiagnostics>;
  configureProvider(request: ConfigureProviderRequest): Promise<WithDiagnostics>;
  stopProvider(): void;

  validateResourceConfig(request: ValidateResourceConfigRequest): Promise<WithDiagnostics>;
  upgradeResourceState(request: UpgradeResourceStateRequest): Promise<UpgradeResourceStateResponse>;
  readResource(request: ReadResourceRequest): Promise<ReadResourceResponse>;
  planResourceChange(request: PlanResourceChangeRequest): Promise<PlanResourceChangeResponse>;
  applyResourceChange(request: ApplyResourceChangeRequest): Promise<ApplyResourceChangeResponse>;
  importResourceState(request: ImportResourceStateRequest): Promise<ImportResourceStateResponse>;
  moveResourceState(request: MoveResourceStateRequest): Promise<MoveResourceStateResponse>;

  validateDataResourceConfig(request: ValidateConfigRequest): Promise<WithDiagnostics>;
  readDataSource(request: ValidateConfigRequest): Promise<ReadDataSourceResponse>;

  validateEphemeralResourceConfig(request: ValidateConfigRequest): Promise<WithDiagnostics>;
  openEphemeralResource(request: ValidateConfigRequest): Promise<OpenEphemeralResourceResponse>;
  renewEphemeralResource(request: OpenedEphemeralResource): Promise<RenewEphemeralResourceResponse>;
  closeEphemeralResource(request: OpenedEphemeralResource): Promise<WithDiagnostics>;
  /** Closes whatever is open, as far as it can in half a minute: before the process ends, and after a stop. */
  closeEphemeralResources(): Promise<void>;
}
