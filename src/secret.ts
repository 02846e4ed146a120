// A string that cannot be printed: every way JavaScript turns a value into text yields a placeholder.
import { inspect } from "node:util";

const PLACEHOLDER = "(sensitive value)";

/**
 * Wraps a secret at the edge where it enters the process. Only {@link Secret.reveal} gives it back, so a search for
 * `reveal(` finds every place where one leaves again.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The secret itself: for the Authorization header and for Terraform's state, nowhere else. */
  reveal(): string {
    return this.#value;
  }

  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return PLACEHOLDER;
  }

  toJSON(): string {
    return PLACEHOLDER;
  }

  [inspect.custom](): string {
    return PLACEHOLDER;
  }
}
