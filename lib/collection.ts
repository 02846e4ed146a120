// What the constructs need to know of a collection of queries.

/** A collection of the tenant, wherever it comes from. */
export interface IAtlanCollection {
  /** The collection's GUID: what grants take. */
  readonly id: string;
}
