// What tells one kind of principal with a one-time secret from another, as data and pure functions: an API token, an OAuth client.
import type { Attributes, apiToken, Schema } from "../../../lib/schema/index.js";
import type {
  AtlanClient,
  CallOptions,
  CredentialName,
  Http,
  ListQuery,
  RecordPage,
  Reply,
} from "../../client/index.js";
import type {
  ConfigOf,
  DiagnosticSink,
  ObjectValue,
  PlanContext,
  PlannedChange,
  PlannedOf,
  PrivateData,
  Secret,
  StateOf,
  Unknown,
} from "../../framework/index.js";
import type { StoredSecret } from "../one-time-secret/storage.js";
import type { KnownRoles } from "../roles/known-roles.js";
import type { AttributesOf } from "../tenant-binding.js";
import type { ValueChanges } from "./value-change.js";

/** Those that every kind has, as the schemas share them. */
export type PrincipalAttributes = Pick<
  AttributesOf<typeof apiToken>,
  | "id"
  | "client_id"
  | "username"
  | "display_name"
  | "description"
  | "persona_qualified_names"
  | "created_at"
  | "created_by"
  | "active_ids"
  | "active_usernames"
  | "seal_to"
  | "rotation"
  | "retired_elsewhere"
  | "ready_for_rotation"
  | "rotate_at"
  | "retirement_due"
  | "retiring"
>;

/** Of any kind, in its own words. */
type SuchAttributes = Attributes & {
  readonly [K in keyof PrincipalAttributes]: Attributes[string];
};

export type PrincipalState = StateOf<PrincipalAttributes>;
export type PrincipalPlan = PlannedOf<PrincipalAttributes>;

/** A principal as a list shows it. */
export interface PrincipalRecord {
  /** The GUID. */
  readonly id: string;
  readonly clientId: string;
  /** How lists of admins and viewers name it. */
  readonly username: string;
  readonly displayName: string;
  readonly description: string;
  /** Null when the tenant does not say. */
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
}

/** As the answer to the create shows it, with what was sent where the answer is not relied on. */
export interface Created<R extends PrincipalRecord = PrincipalRecord> {
  readonly record: R;
  /** Given once. */
  readonly secret: Secret;
}

/** What is asked for in a create; each kind adds what it fixes then. */
export interface Draft {
  readonly displayName: string;
  /** Qualified names. */
  readonly personas: readonly string[];
}

/** What both halves of an update write. */
export interface Update extends Pick<PrincipalRecord, "id" | "clientId"> {
  readonly displayName: string;
  readonly description: string;
  readonly personas: readonly string[];
}

/** One collection of the API. */
export interface PrincipalApi<R extends PrincipalRecord, D extends Draft> {
  list(http: Http, query: ListQuery, options: CallOptions): Promise<Reply<RecordPage<R>>>;
  create(
    http: Http,
    draft: D & { readonly description: string },
    options: CallOptions,
  ): Promise<Reply<Created<R>>>;
  /** Of personas only where they can change. */
  update(http: Http, update: Update, options: CallOptions): Promise<Reply<unknown>>;
  delete(
    http: Http,
    principal: Pick<PrincipalRecord, "id" | "clientId">,
    options: CallOptions,
  ): Promise<Reply<void>>;
  /** Acts as the principal. */
  as(client: Pick<AtlanClient, "as">, clientId: string, secret: Secret): Http;
}

/** What messages call it. */
export interface Words {
  /** `API token`; the plural has an `s`. */
  readonly noun: string;
  /** `token` */
  readonly short: string;
  /** `apikey`, of a client ID and, after `service-account-`, of a username. */
  readonly prefix: string;
  /** What the provider signs in with where it signs in as one of these: `API key`. */
  readonly credential: CredentialName;
  /** `signs in with`, `signs in as` */
  readonly usesIt: string;
  /** The one that the provider signs in as: `the API key's own token`. */
  readonly own: string;
  /** `DELETE /api/service/apikeys/<id>` */
  readonly deletion: string;
  /** The attribute of the secret. */
  readonly secret: string;
}

export interface Looked {
  /** The tenant's time; null when it does not tell. */
  readonly tenantNow: Date | null;
  /** A secret that ends within so many seconds is warned about; 0: never. */
  readonly warnBeforeExpirySeconds: number;
  readonly diagnostics: DiagnosticSink;
}

/** What a kind asks of a run before it makes or imports one: the roles that there are, say. */
export interface KindSession {
  readonly client: AtlanClient;
  readonly roles: KnownRoles;
}

/**
 * @typeParam A the schema's attributes
 * @typeParam R what a list shows
 * @typeParam D what a create asks for
 */
export interface PrincipalKind<
  A extends SuchAttributes = PrincipalAttributes,
  R extends PrincipalRecord = PrincipalRecord,
  D extends Draft = Draft,
> {
  readonly schema: Schema<A>;
  readonly words: Words;
  readonly api: PrincipalApi<R, D>;
  /** What is fixed when it is made: with `rotation`, a change rotates it instead of replacing it. */
  readonly fixed: readonly (keyof A & string)[];
  /** Of a change in `fixed`: those whose new value means the same as the old one. */
  sameAsBefore?(change: PlannedChange<A>): readonly (keyof A & string)[];
  /** Qualified names, of the personas that it is linked to. */
  personasOf(record: R): readonly string[];
  /** Whether the personas that are planned are given by the create, or by the update that finishes it. */
  readonly personasAreFixed: boolean;
  /** @throws DiagnosticError before anything is made, where what is planned cannot be */
  draftOf(planned: PlannedOf<A>, session: KindSession, signal: AbortSignal): Promise<D>;
  /** Whether a create waits until it works. */
  waitsUntilReady(planned: PlannedOf<A>): boolean;
  /** What most likely keeps it from working, where that is known. */
  whyNotReady?(draft: D): { readonly cause: string; readonly attribute: string } | null;

  validate?(config: ConfigOf<A>, diagnostics: DiagnosticSink): void;
  /** What only a plan knows, of any action. */
  checkPlan?(context: PlanContext<A>): void;
  /**
   * Before one is deleted for another: what a plan could not know of the other one, by what `checkPlan` told.
   *
   * @throws DiagnosticError where the other one could not be made
   */
  checkSuccessor?(
    successorData: Pick<PrivateData, "get">,
    session: KindSession,
    signal: AbortSignal,
  ): Promise<void>;
  /** @returns whether the plan becomes a replacement for a reason of this kind's own */
  planReplacement?(context: PlanContext<A>, prior: StateOf<A>): boolean;
  /** Besides what every successor has of its own. */
  planSuccession?(context: PlanContext<A>, prior: StateOf<A>): void;
  /** The changes that rotate one of this kind alone. */
  rotatingChanges(change: PlannedChange<A>): ValueChanges;
  planSecret(
    context: Pick<PlanContext<A>, "set">,
    stored: { readonly plain: Unknown | null; readonly sealed: Unknown | null },
  ): void;

  /** Null: the state has it sealed or not at all, or it has expired. */
  usableSecret(state: StateOf<A>): Secret | null;
  lacksSecret(state: StateOf<A>): boolean;
  isSecretPlanned(planned: PlannedOf<A>): boolean;
  /** As attributes of the state. */
  secretState(secret: StoredSecret): ObjectValue;
  /** What the tenant says of this kind alone. */
  ownState(record: R, tenantNow: Date | null): ObjectValue;
  /** What an update writes to the state of this kind alone. */
  plannedState(planned: PlannedOf<A>): ObjectValue;
  /** What a read compares, of this kind alone. */
  seenState(prior: StateOf<A>, record: R): ObjectValue;
  /** Every setting filled in, of this kind alone. */
  importedState(record: R, session: KindSession, signal: AbortSignal): Promise<ObjectValue>;
  /** For Create and Read: what a plan, which makes no request, has to know of the tenant. */
  noteForPlan?(privateData: PrivateData, session: KindSession, signal: AbortSignal): Promise<void>;
  /** For Read, after everything else. */
  warn?(state: StateOf<A>, looked: Looked): void;
}

/** Whether this is the username of one of the kind. */
export const isOfKind = ({ words }: Pick<PrincipalKind, "words">, username: string): boolean =>
  username.startsWith(`service-account-${words.prefix}-`);

/** Forgets what is a kind's own, for what is told of all kinds: it gives a kind back only what came from it. */
export const forgetKind = <A extends SuchAttributes, R extends PrincipalRecord, D extends Draft>(
  kind: PrincipalKind<A, R, D>,
): PrincipalKind => kind as unknown as PrincipalKind;
