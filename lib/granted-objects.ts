// What the constructs need to know of the objects that a principal may be given, wherever those come from.
import { attributeOf } from "./private/reference";

/** A persona of the tenant. */
export interface IAtlanPersona {
  /** The persona's qualified name, `default/…`: what tokens are linked by. */
  readonly qualifiedName: string;
}

/** A connection of the tenant. */
export interface IAtlanConnection {
  /** The connection's GUID: what grants take. */
  readonly id: string;
}

/** A collection of queries of the tenant. */
export interface IAtlanCollection {
  /** The collection's GUID: what grants take. */
  readonly id: string;
}

/** A role of the workspace. */
export interface IAtlanRole {
  /** The role's name, such as `$admin`. */
  readonly name: string;
}

/** @param persona callers without types may pass anything; validation reports it */
export const qualifiedNameOf = (persona: unknown): unknown =>
  attributeOf(persona, "qualifiedName") ?? persona;

/** Lists that hold personas, element by element; anything else as it is, for validation to report. */
export const qualifiedNamesOf = (personas: unknown): unknown =>
  Array.isArray(personas) ? personas.map(qualifiedNameOf) : personas;

export const roleNameOf = (role: unknown): unknown => attributeOf(role, "name") ?? role;
