// What every grant is: these principals hold this right on this object; and what its backend, which keeps the list of them, does.
import type { Schema } from "../../../lib/schema/index.js";
import type { AtlanRequestError } from "../../client/index.js";
import type { DiagnosticSink, ObjectValue } from "../../framework/index.js";
import type { AbsenceProof } from "../api-token/absence.js";
import type { TokenDirectory } from "../api-token/directory.js";
import type { TokenWriter } from "../api-token/writer.js";
import type { AssetReader } from "../assets/read.js";
import type { AssetObject } from "../assets/write.js";
import type { LinkOwners } from "../link-owners.js";
import type { BatchedWriter } from "../shared-list/batch.js";
import type { DeclaredRights, Right } from "./declared-rights.js";
import type { Results } from "./results.js";

/** What grants use of a session. */
export interface GrantSession {
  readonly clock: { uuid(): string };
  /** The API key's own username. */
  readonly ownUsername: (signal: AbortSignal) => Promise<string>;
  readonly tokens: TokenDirectory;
  readonly absence: AbsenceProof;
  readonly tokenWrites: TokenWriter;
  readonly assets: AssetReader;
  readonly assetWrites: BatchedWriter<AssetObject>;
  readonly rights: DeclaredRights;
  readonly linkOwners: LinkOwners;
}

export interface Grant {
  /** A GUID, or a persona's qualified name. */
  readonly object: string;
  /** Usernames, or GUIDs of tokens. */
  readonly principals: readonly string[];
}

/**
 * Since when API tokens among the principals are known to exist, RFC 3339 by the tenant's time: what proves later that one
 * is gone, and not only too young to be listed.
 */
export type KnownSince = { readonly [principal: string]: string };

/** What a look at the tenant tells about the principals that were asked for. */
export type Look =
  | {
      readonly state: "seen";
      readonly holders: readonly string[];
      readonly knownSince: KnownSince;
    }
  | { readonly state: "gone" }
  | {
      readonly state: "hidden";
      readonly fromApiKey: AtlanRequestError;
      /** Null: user_bearer_token is not set. */
      readonly fromBearer: AtlanRequestError | null;
    };

export interface LookOptions {
  readonly knownSince: KnownSince;
  readonly signal: AbortSignal;
}

/** What one resource wants. */
export interface GrantChange extends LookOptions {
  readonly right: Right;
  /** The resource's own, from its private data. */
  readonly mark: string;
  readonly give: readonly string[];
  readonly take: readonly string[];
  /** Principals that were added while the API key could already read the object. */
  readonly visibleBefore: readonly string[];
}

export interface Failure {
  readonly principals: readonly string[];
  readonly error: unknown;
}

export interface Changed {
  readonly results: Results;
  readonly failures: readonly Failure[];
  readonly knownSince: KnownSince;
  /** The API key could read the object before this call. */
  readonly isVisibleBefore: boolean;
}

export interface Backend {
  /** For Read and import. */
  look(session: GrantSession, grant: Grant, options: LookOptions): Promise<Look>;
  /** Never throws: what fails is among the failures, with whose it is. */
  change(session: GrantSession, change: GrantChange): Promise<Changed>;
  /** What it means for others of this run that a resource manages a grant. */
  note?(session: GrantSession, grant: Grant, diagnostics: DiagnosticSink): void;
}

/** What tells one kind of grant from another: its schema, its backend, and its words. */
export interface GrantKind {
  readonly schema: Schema;
  readonly backend: Backend;
  readonly attributes: { readonly object: string; readonly principals: string };
  /** `add "amira" to the admins of connection 3d9f…` */
  readonly giving: (principals: string, object: string) => string;
  readonly taking: (principals: string, object: string) => string;
  /** `Connection 3d9f…: these users are not admins: amira` */
  readonly notHolding: (principals: string, object: string) => string;
  readonly importForm: string;
}

/** The two attributes of a grant; the schema says what they are. */
export function grantIn({ attributes }: GrantKind, object: ObjectValue): Grant {
  const principals = object[attributes.principals];
  return {
    object: String(object[attributes.object]),
    principals: Array.isArray(principals) ? principals.map(String) : [],
  };
}

export const stateOf = ({ attributes }: GrantKind, grant: Grant): ObjectValue => ({
  [attributes.object]: grant.object,
  [attributes.principals]: grant.principals,
});
