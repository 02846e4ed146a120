// What every grant is: these principals hold this right on this thing; and what a kind of grant has to say of itself.
import type { Attributes, Schema } from "../../../lib/schema/index.js";
import type { AtlanRequestError } from "../../client/index.js";
import type { DiagnosticSink, PlannedOf, StateOf } from "../../framework/index.js";
import type { Session } from "../session.js";

export interface Grant {
  /** A GUID, or a persona's qualified name. */
  readonly thing: string;
  /** Usernames, or GUIDs of tokens. */
  readonly principals: readonly string[];
}

/** What a look at the tenant tells; of the right itself only about the principals that were asked for. */
export type Look =
  | {
      readonly state: "seen";
      readonly holders: readonly string[];
      /** When the tokens among them were created, RFC 3339: what proves later that one is gone, and not just new. */
      readonly births: Births;
    }
  | { readonly state: "gone" }
  | {
      readonly state: "hidden";
      readonly fromApiKey: AtlanRequestError;
      readonly fromPerson: AtlanRequestError | null;
    };

export type Births = { readonly [principal: string]: string };

export interface LookOptions {
  readonly births: Births;
  readonly signal: AbortSignal;
}

/** What one resource wants. */
export interface Wish {
  readonly thing: string;
  readonly give: readonly string[];
  readonly take: readonly string[];
  /** To whom the right was given when the API key could see the thing already. */
  readonly seenWithout: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * - `given`, `taken`: by this call.
 * - `held`: had the right already.
 * - `left`: to be taken, but somebody else of this run declares it.
 * - `put_back`: to be taken, but the tenant does not let go.
 */
export type PrincipalResult = "given" | "held" | "taken" | "left" | "put_back" | "failed";

export interface Failure {
  readonly principals: readonly string[];
  readonly error: unknown;
}

export interface Outcome {
  readonly results: ReadonlyMap<string, PrincipalResult>;
  readonly failures: readonly Failure[];
  /** Written, but stopped before it was seen to hold. */
  readonly isUnverified: boolean;
  /** The API key itself saw the thing, before this call. */
  readonly isSeenWithout: boolean;
}

/** Who keeps the list that says who holds a right. */
export interface Keeper {
  /** For Read and import. */
  look(session: Session, grant: Grant, options: LookOptions): Promise<Look>;
  /** What it means for others of this run that a resource manages a grant. */
  note?(session: Session, grant: Grant, diagnostics: DiagnosticSink): void;
  /** Never throws: what fails is in the outcome, with whose it is. */
  change(session: Session, wish: Wish): Promise<Outcome>;
}

export interface GrantKind<A extends Attributes> {
  readonly schema: Schema<A>;
  readonly keeper: Keeper;
  /** The attributes to blame. */
  readonly attributes: { readonly thing: keyof A & string; readonly principals: keyof A & string };
  /** For messages: `giving <principals> … <thing>`, without a full stop. */
  readonly giving: (principals: string, thing: string) => string;
  readonly taking: (principals: string, thing: string) => string;
  /** What is at `<principal>` in an import id. */
  readonly importForm: string;
  grantOf(object: PlannedOf<A> | StateOf<A>): Grant;
  stateOf(grant: Grant): StateOf<A>;
}
