// What the rotations of a run gave to successors: no grant has to give it again, and it goes where the predecessor's goes.
import { keyOf, type Right } from "./right.js";

/** Who holds a right, and who is given it because of that. */
export interface PrincipalPair {
  readonly from: string;
  readonly to: string;
}

export class CarriedRights {
  /** By right and predecessor. */
  readonly #successors = new Map<string, string>();
  /** By right and successor. */
  readonly #carried = new Set<string>();

  /** Before it is given. */
  note(right: Right, { from, to }: PrincipalPair): void {
    this.#successors.set(keyOf(right, from), to);
    this.#carried.add(keyOf(right, to));
  }

  /** The rotation was undone. */
  forget(right: Right, { from, to }: PrincipalPair): void {
    this.#successors.delete(keyOf(right, from));
    this.#carried.delete(keyOf(right, to));
  }

  /** Whether a rotation gave the right to this principal. */
  has(right: Right, principal: string): boolean {
    return this.#carried.has(keyOf(right, principal));
  }

  /** Who was given the right because one of these principals holds it. */
  successorsOf(right: Right, principals: readonly string[]): readonly string[] {
    return principals.flatMap((principal) => this.#successors.get(keyOf(right, principal)) ?? []);
  }
}
