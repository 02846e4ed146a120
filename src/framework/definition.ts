// What a provider and its types (resources, data sources, ephemeral resources) are made of: a schema, and the hooks its behaviour needs.
import type { Attributes, Schema } from "../../lib/schema/core/index.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Logger } from "./logger.js";
import type { Product } from "./product.js";
import type {
  ConfigOf,
  KnownConfigOf,
  PlannedOf,
  PlanOf,
  PlanValueOf,
  StateOf,
  WriteOnlyOf,
} from "./values-of.js";

/** Small JSON that Terraform keeps beside an object's state and shows to nobody. Never put a secret in it. */
export interface PrivateData {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Collects what a person should read although the operation goes on. */
export interface DiagnosticSink {
  add(diagnostic: Diagnostic): void;
}

interface Context {
  readonly diagnostics: DiagnosticSink;
  readonly log: Logger;
}

/** Given to every hook that may talk to the tenant. */
export interface OperationContext<Client> extends Context {
  readonly client: Client;
  /**
   * Aborts at the operation's timeout and when Terraform asks to stop; `signal.reason` says which. A hook that reads is
   * then waited for no longer. One that writes may hand over what it knows of a request under way, for a short time.
   */
  readonly signal: AbortSignal;
  /** When the operation's timeout ends, by `elapsedMs` of the clock that the server was given. */
  readonly deadlineMs: number;
}

export interface ReadContext<Client, A extends Attributes> extends OperationContext<Client> {
  readonly prior: StateOf<A>;
  readonly privateData: PrivateData;
}

/** Writes keep what they made: if the hook throws, the last kept state is returned together with the error. */
interface WriteContext<Client, A extends Attributes> extends OperationContext<Client> {
  /** The configured values of write-only attributes, which neither the plan nor the state has. */
  readonly writeOnly: WriteOnlyOf<A>;
  readonly privateData: PrivateData;
  /** From now on, if this operation fails, this is what exists. */
  keep(state: StateOf<A>): void;
}

export interface CreateContext<Client, A extends Attributes> extends WriteContext<Client, A> {
  readonly planned: PlannedOf<A>;
}

export interface UpdateContext<Client, A extends Attributes> extends WriteContext<Client, A> {
  readonly planned: PlannedOf<A>;
  readonly prior: StateOf<A>;
}

export interface DeleteContext<Client, A extends Attributes> extends OperationContext<Client> {
  readonly prior: StateOf<A>;
  /** Empty for a tainted object: Terraform does not give its private data to a delete. */
  readonly privateData: PrivateData;
  /** What the plan of the object that comes in this one's place has noted for this. Empty where none comes, or where it is there already. */
  readonly successorData: Pick<PrivateData, "get">;
}

export interface ImportContext<Client> extends OperationContext<Client> {
  readonly id: string;
  readonly privateData: PrivateData;
}

/** What the plan of a new object is told of the one that it replaces: no more than was noted of it. */
export interface ReplacedObject {
  readonly privateData: Pick<PrivateData, "get">;
  /**
   * Its own plan was a replacement, so what there is to say has been said. It was not for `-replace` and
   * `replace_triggered_by`, which Terraform tells nowhere but here.
   */
  readonly isReported: boolean;
}

/**
 * Adjusts a plan that the framework has already made from configuration, prior state and schema. Makes no request and
 * looks at no clock: Terraform plans again during apply and refuses another answer.
 */
export interface PlanContext<A extends Attributes> extends Context {
  readonly action: "create" | "update" | "replace" | "delete";
  readonly config: ConfigOf<A> | null;
  readonly prior: StateOf<A> | null;
  /** Null on delete. */
  readonly planned: PlanOf<A> | null;
  /** What Read and Create noted about the object. */
  readonly privateData: PrivateData;
  /** Of a new object: told to the delete of the one in whose place it comes, if that is deleted first. */
  readonly successorData: Pick<PrivateData, "set">;
  /** What the plan that is applied now had noted. Empty before Terraform 1.16, and while nothing is applied. */
  readonly appliedData: Pick<PrivateData, "get">;
  /**
   * The object in whose place the planned new one comes. Null where there is none, or nothing was noted of it; also for
   * a tainted one, of which Terraform tells nothing.
   */
  readonly replaced: ReplacedObject | null;
  /** Makes a computed attribute unknown, or gives it the value it will have. */
  set<K extends keyof A & string>(attribute: K, value: PlanValueOf<A, K>): void;
  /**
   * Makes this plan a replacement because of `attribute`; the attribute must be computed, and becomes unknown. Refused with
   * an error where the object was not read.
   *
   * @returns whether it is a replacement now
   */
  replaceBecauseOf(attribute: keyof A & string): boolean;
  /** Says that the update puts another object of the tenant in this one's place: that this one was imported is past then. */
  succeed(): void;
}

/** A plan as the framework makes it from configuration, prior state and schema. */
export interface PlannedChange<A extends Attributes> {
  readonly prior: StateOf<A>;
  readonly planned: PlanOf<A>;
  /** What Read and Create noted about the object. */
  readonly privateData: Pick<PrivateData, "get">;
}

/**
 * A managed resource type. Hooks throw to fail: a {@link DiagnosticError} with what a person should read, anything else
 * is reported as a bug in the product.
 */
export interface ResourceDefinition<Client, A extends Attributes = Attributes> {
  readonly schema: Schema<A>;
  /** Rules that need more than one attribute. Unknown values must be let pass. */
  validate?(config: ConfigOf<A>, diagnostics: DiagnosticSink): void;
  /** The attributes with a reason to replace whose change this plan makes in place all the same. Looks at nothing else. */
  changesInPlace?(change: PlannedChange<A>): readonly (keyof A & string)[];
  /** Called for every action, deletes included, after the framework's own planning. */
  plan?(context: PlanContext<A>): void;
  /** Makes the object. Whatever exists must be kept before anything else can fail. */
  create(context: CreateContext<Client, A>): Promise<StateOf<A>>;
  /** The object as it is now, or null when it is proven gone (with a warning that says so). */
  read(context: ReadContext<Client, A>): Promise<StateOf<A> | null>;
  /** Changes in place. Not called when only `local` attributes or timeouts changed. */
  update?(context: UpdateContext<Client, A>): Promise<StateOf<A>>;
  /** Whether an update makes a new object, as a create does. Then it is given a create's time to tell what it made. */
  createsOnUpdate?(planned: PlannedOf<A>): boolean;
  /** Succeeds when the object is gone, whoever removed it. */
  delete(context: DeleteContext<Client, A>): Promise<void>;
  /** From an import id to the full state. */
  importState?(context: ImportContext<Client>): Promise<StateOf<A>>;
  /** By stored version: one step to the next version, on the raw JSON of the state file. */
  readonly upgradeState?: {
    readonly [fromVersion: number]: (rawState: Record<string, unknown>) => Record<string, unknown>;
  };
  /** From another type's raw state (a `moved` block), or undefined when that source is not understood. */
  moveState?(source: MoveSource): StateOf<A> | undefined;
}

export interface MoveSource {
  readonly providerAddress: string;
  readonly typeName: string;
  readonly schemaVersion: number;
  readonly rawState: Record<string, unknown>;
}

export interface DataSourceContext<Client, A extends Attributes> extends OperationContext<Client> {
  /** Wholly known, because Terraform reads a data source only then, and with the schema's defaults. */
  readonly config: KnownConfigOf<A>;
}

export interface DataSourceDefinition<Client, A extends Attributes = Attributes> {
  readonly schema: Schema<A>;
  validate?(config: ConfigOf<A>, diagnostics: DiagnosticSink): void;
  read(context: DataSourceContext<Client, A>): Promise<StateOf<A>>;
}

/** What opening and renewing may ask for. */
interface HoldContext<Client> extends OperationContext<Client> {
  /** What renew and close are given of it. */
  readonly privateData: PrivateData;
  /** When it must be renewed, in milliseconds since 1970, as `nowMs` of the clock says. Without it, never again. */
  renewAt(atMs: number): void;
}

export interface OpenContext<Client, A extends Attributes> extends HoldContext<Client> {
  /** Wholly known, because Terraform opens nothing before, and with the schema's defaults. */
  readonly config: KnownConfigOf<A>;
  /** From now on something exists: if this operation fails, it is closed at once. */
  keep(): void;
}

export type RenewContext<Client> = HoldContext<Client>;

export interface CloseContext<Client> extends OperationContext<Client> {
  /** What opening noted, and the last renewal. */
  readonly privateData: Pick<PrivateData, "get">;
}

/**
 * An ephemeral resource type: what exists for one run of Terraform, and is stored nowhere. Engines do not close everything:
 * not where a run fails or is interrupted. What is still open when the process ends, the framework closes.
 */
export interface EphemeralResourceDefinition<Client, A extends Attributes = Attributes> {
  readonly schema: Schema<A>;
  /** Rules that need more than one attribute. Unknown values must be let pass. */
  validate?(config: ConfigOf<A>, diagnostics: DiagnosticSink): void;
  /** Called in every plan, and again in the apply. */
  open(context: OpenContext<Client, A>): Promise<StateOf<A>>;
  renew?(context: RenewContext<Client>): Promise<void>;
  /** Succeeds when it is gone, whoever removed it. Goes on although Terraform asked to stop. */
  close?(context: CloseContext<Client>): Promise<void>;
}

export interface ConfigureContext extends Context {
  readonly terraformVersion: string;
  /** Ends when Terraform asks the plugin to stop. */
  readonly signal: AbortSignal;
}

export interface ProviderDefinition<Client, A extends Attributes = Attributes> {
  readonly product: Product;
  readonly schema: Schema<A>;
  readonly resources: readonly AnyResource<Client>[];
  readonly dataSources: readonly AnyDataSource<Client>[];
  readonly ephemeralResources: readonly AnyEphemeralResource<Client>[];
  validate?(config: ConfigOf<A>, diagnostics: DiagnosticSink): void;
  /** The client that hooks are given, or null while a value that is needed is unknown. Makes no request. */
  configure(config: ConfigOf<A>, context: ConfigureContext): Promise<Client | null>;
  /** For how long rate limits have held all requests back so far: an operation that times out says how much of its time that was. */
  heldBackMs?(client: Client): number;
}

/** A definition whose attributes are forgotten, for lists. Made by {@link defineResource}. */
export type AnyResource<Client> = ResourceDefinition<Client, Attributes>;
export type AnyDataSource<Client> = DataSourceDefinition<Client, Attributes>;
export type AnyEphemeralResource<Client> = EphemeralResourceDefinition<Client, Attributes>;

/**
 * Forgets a definition's attribute types so that it fits a list. The one place where they are forgotten: the framework
 * checks every value against the schema before a hook sees it and after a hook gives it.
 */
export function defineResource<Client, A extends Attributes>(
  definition: ResourceDefinition<Client, A>,
): AnyResource<Client> {
  return definition as unknown as AnyResource<Client>;
}

export function defineDataSource<Client, A extends Attributes>(
  definition: DataSourceDefinition<Client, A>,
): AnyDataSource<Client> {
  return definition as unknown as AnyDataSource<Client>;
}

export function defineEphemeralResource<Client, A extends Attributes>(
  definition: EphemeralResourceDefinition<Client, A>,
): AnyEphemeralResource<Client> {
  return definition as unknown as AnyEphemeralResource<Client>;
}

/** The same for the provider itself. */
export function forgetAttributes<Client, A extends Attributes>(
  definition: ProviderDefinition<Client, A>,
): ProviderDefinition<Client> {
  return definition as unknown as ProviderDefinition<Client>;
}
