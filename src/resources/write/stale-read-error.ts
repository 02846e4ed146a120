// Thrown right before a write would leave on the strength of a read that has become too old.

export class StaleReadError extends Error {
  readonly code = "STALE_READ";

  constructor() {
    super("Cannot write: what was read is too old, expected a read just before");
    this.name = "StaleReadError";
  }
}
