// Who can do what, in the one shape that both pages show: principals, what each holds, and the objects that are held.

export type PrincipalNoun = "API token" | "OAuth client";

export interface Principal {
  readonly kind: PrincipalNoun;
  readonly name: string;
  readonly description: string;
  /** By which lists of admins and viewers name it. */
  readonly username: string;
  /** Null where the tenant does not say. */
  readonly owner: string | null;
  /** RFC 3339; null where the tenant does not say. */
  readonly createdAt: string | null;
  /** RFC 3339, `never`, or `unknown` where the tenant does not say. */
  readonly expiresAt: string;
  /** A few words each, such as the role of a client. */
  readonly remarks: readonly string[];
  readonly personas: readonly string[];
  /** Connections that it administers. */
  readonly connections: readonly string[];
  /** Collections that it edits. */
  readonly edits: readonly string[];
  /** Collections that it views. */
  readonly views: readonly string[];
  /** Its address in the Terraform state, null where it has none; undefined where no state was looked at. */
  readonly managedBy?: string | null;
}

/** What a principal is to an object. */
export interface Holding {
  readonly role: "admin" | "editor" | "viewer" | "linked" | "member";
  readonly holders: readonly string[];
}

export interface HeldObject {
  readonly kind: "persona" | "connection" | "collection";
  readonly name: string;
  readonly qualifiedName: string;
  readonly description: string;
  readonly holdings: readonly Holding[];
}

export interface Access {
  readonly principals: readonly Principal[];
  readonly objects: readonly HeldObject[];
}
