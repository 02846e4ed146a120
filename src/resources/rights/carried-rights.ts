// What the rotations of a run gave to successors: no grant has to give it again, and it goes where the predecessor's goes.
import { keyOf, type Right } from "./right.js";

/** A right that one principal holds, and another is given because of it. */
export interface Inheritance {
  readonly from: string;
  readonly to: string;
}

export class CarriedRights {
  /** By right and predecessor. */
  readonly #heirs = new Map<string, string>();
  /** By right and successor. */
  readonly #carried = new Set<string>();

  /** Before it is given. */
  note(right: Right, { from, to }: Inheritance): void {
    this.#heirs.set(keyOf(right, from), to);
    this.#carried.add(keyOf(right, to));
  }

  /** The rotation was undone. */
  forget(right: Right, { from, to }: Inheritance): void {
    this.#heirs.delete(keyOf(right, from));
    this.#carried.delete(keyOf(right, to));
  }

  /** Whether a rotation gave the right to this principal. */
  has(right: Right, principal: string): boolean {
    return this.#carried.has(keyOf(right, principal));
  }

  /** Who was given the right because one of these principals holds it. */
  heirsOf(right: Right, principals: readonly string[]): readonly string[] {
    return principals.flatMap((principal) => this.#heirs.get(keyOf(right, principal)) ?? []);
  }
}
