// One promise that was not kept in a round.

export interface Violation {
  /** The same words for the same promise, to count by. */
  readonly kind: string;
  readonly words: string;
}
