// What the constructs need to know of a connection.

/** A connection of the tenant, wherever it comes from. */
export interface IAtlanConnection {
  /** The connection's GUID: what grants take. */
  readonly id: string;
}
