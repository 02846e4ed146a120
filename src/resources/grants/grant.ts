// What every grant is: these principals hold this right on this object; and what its backend, which keeps the list of them, does.
import type { Schema } from "../../../lib/schema/index.js";
import type { DiagnosticSink, ObjectValue } from "../../framework/index.js";
import type { Right } from "../rights/right.js";
import type { Look, LookOptions } from "./look.js";
import type { Changed } from "./results.js";
import type { GrantSession } from "./session.js";

export interface Grant {
  /** A GUID, or a persona's qualified name. */
  readonly object: string;
  /** Usernames, or GUIDs of tokens. */
  readonly principals: readonly string[];
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

export const rightOf = ({ schema }: GrantKind, { object }: Pick<Grant, "object">): Right => ({
  type: schema.typeName,
  object,
});

/** Who loses a right with these principals: also the token that a rotation of this run made from one of them. */
export const withSuccessors = (
  { carried }: Pick<GrantSession, "carried">,
  right: Right,
  principals: readonly string[],
): readonly string[] => [...new Set([...principals, ...carried.successorsOf(right, principals)])];

/** Nobody to give to or to take from: nothing is asked of the tenant. */
const NOTHING: Changed = {
  results: new Map(),
  failures: [],
  knownSince: {},
  isVisibleBefore: false,
};

export const changeGrant = (
  { backend }: GrantKind,
  session: GrantSession,
  change: GrantChange,
): Promise<Changed> =>
  change.give.length + change.take.length === 0
    ? Promise.resolve(NOTHING)
    : backend.change(session, change);

export const stateOf = ({ attributes }: GrantKind, grant: Grant): ObjectValue => ({
  [attributes.object]: grant.object,
  [attributes.principals]: grant.principals,
});
