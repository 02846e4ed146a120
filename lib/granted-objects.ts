// What the constructs need to know of the objects that a token may be granted, wherever those come from.
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

/** @param persona callers without types may pass anything; validation reports it */
export const qualifiedNameOf = (persona: unknown): unknown =>
  attributeOf(persona, "qualifiedName") ?? persona;
